import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestProject, type TestSpecification } from 'vitest/node'
import { keptThread } from './scripts/kept-thread.ts'

/** Vitest begins with what takes longest; here the first failure ends a run, so what is quick comes first. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse()
  }
}

/** Stryker asks for threads that begin anew, whatever stands below. */
const keepThread = {
  name: 'keep-thread',
  configureVitest: ({ project }: { readonly project: TestProject }) => {
    project.config.pool = keptThread.name
    project.config.poolRunner = keptThread
  },
}

/**
 * How the tests run for each of many changes: as `scripts/bundle-tests.mjs` has made them, beside the changed sources.
 * Traffic is not judged, which takes an emulator for each change, also where no test has one.
 */
export default defineConfig({
  plugins: [keepThread],
  test: {
    include: ['mutated/**/*.test.mjs'],
    isolate: false,
    sequence: { sequencer: QuickestFirst },
    // Many a change makes a test wait for ever: that it fails is told sooner here than by Stryker, which begins anew.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
