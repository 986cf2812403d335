/**
 * Which room may import which: one row for every folder of `src` and `cli`, the inner ones before what is built on them.
 * `may`: rooms, or single files, whose values it uses; types may come from any room of the list, for they are gone when it
 * runs. A room is entered through its `index.ts`, or through the files that `doors` names. The nouns in `src/*.ts` are open
 * to all but the client and the emulator.
 */
export const rooms = {
  'src/http': { may: ['src/clock.ts', 'src/problem.ts'], doors: ['index.ts', 'limits.ts'] },
  'src/rows': { may: ['src/http'] },
  'src/kinds': { may: ['src', 'src/http', 'src/rows', 'src/kinds/aspects'] },
  'src/kinds/aspects': { may: ['src', 'src/http', 'src/rows', 'src/kinds'], doors: ['*'] },
  'src/references': { may: ['src', 'src/rows', 'src/kinds'] },
  'src/read': { may: ['src', 'src/http', 'src/rows', 'src/kinds', 'src/references'] },
  'src/plan': { may: ['src', 'src/http/limits.ts', 'src/rows', 'src/references', 'src/plan/checks'] },
  'src/plan/checks': { may: ['src', 'src/rows', 'src/references', 'src/plan/outputs.ts'] },
  'src/apply': { may: ['src', 'src/http', 'src/rows', 'src/references', 'src/read', 'src/plan'] },
}
