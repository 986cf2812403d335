/**
 * Mutation tests of one room of src, or one file of it: npm run mutate -- src/http. With tests behind it, only those are
 * run, which is quick: npm run mutate -- src/pull/edit.ts test/pull/nodes.test.ts
 */
import { Stryker } from '@stryker-mutator/core'

const [path = '', ...tests] = process.argv.slice(2)
const room = /^src\/(?<room>[^/]+)/.exec(path)?.groups?.room
if (room === undefined) throw new Error('Say what to change: npm run mutate -- src/http')

/** Rooms that others show the work of: their tests are run as well. */
const shownBy = {
  plan: ['apply', 'references'],
  apply: ['plan'],
}

const shown = tests.length > 0 ? tests : [room, ...(shownBy[room] ?? [])]

await new Stryker({
  mutate: [path.endsWith('.ts') ? path : `${path}/**/*.ts`],
  buildCommand: ['node scripts/bundle-tests.mjs', ...shown].join(' '),
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutate.config.ts', related: false },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  disableTypeChecks: false,
  // None: it would be read by an API that TypeScript has no more.
  tsconfigFile: '',
  ignorePatterns: ['dist', 'coverage'],
  concurrency: 1,
  // As long as the slowest test may take, and more: what is stopped counts as found.
  timeoutMS: 60_000,
  incremental: tests.length === 0,
  incrementalFile: `coverage/mutation/${room}-known.json`,
  thresholds: { high: 95, low: 85, break: 85 },
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { reportTests: false, logTests: false },
  jsonReporter: { fileName: `coverage/mutation/${room}.json` },
}).runMutationTest()
