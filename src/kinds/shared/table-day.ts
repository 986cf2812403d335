/**
 * The day on which the tables of words that Render adds to were last held against what it has: plans, regions, runtimes,
 * versions of Postgres, eviction policies (API facts §2.5 and §8.1, Blueprint facts).
 */
export const tableDay = '2026-11-26'
