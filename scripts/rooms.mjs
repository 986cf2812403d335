/**
 * Which room may import which: the direction of imports, one row for every folder of `src` and `cli`. A room is entered
 * through its `index.ts`, or through the files named as its doors. Types may come from anywhere: they are gone when it runs.
 */

/** The nouns: `src/*.ts` but for what stands in front of the house. */
const hall = ['address', 'change', 'clock', 'desired', 'hidden', 'live', 'problem', 'source'].map(
  (noun) => `src/${noun}.ts`,
)

/** What an engine's room may import besides the nouns; the emulator is no part of the engine. */
const engine = {
  'src/http': [],
  'src/rows': ['src/http'],
  'src/kinds': ['src/rows', 'src/http'],
  'src/file': ['src/kinds', 'src/rows'],
  'src/references': ['src/kinds', 'src/rows'],
  'src/read': ['src/references', 'src/kinds', 'src/rows', 'src/http'],
  'src/plan': ['src/references', 'src/kinds', 'src/rows', 'src/http/limits.ts'],
  'src/apply': ['src/plan', 'src/read', 'src/references', 'src/kinds', 'src/rows', 'src/http'],
  'src/pull': ['src/file', 'src/plan', 'src/read', 'src/references', 'src/kinds', 'src/rows'],
}

export { engine, hall }
