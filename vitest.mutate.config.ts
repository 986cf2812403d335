import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Vitest begins with what takes longest; here the first failure ends a run, so what is quick comes first. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse()
  }
}

/**
 * How the tests run for each of many changes: as `scripts/bundle-tests.mjs` has made them, beside the changed sources.
 * Traffic is not judged, which takes an emulator for each change, also where no test has one.
 */
export default defineConfig({
  test: {
    include: ['mutated/**/*.test.mjs'],
    isolate: false,
    sequence: { sequencer: QuickestFirst },
    // Many a change makes a test wait for ever: that it fails is told sooner here than by Stryker, which begins anew.
    testTimeout: 6_000,
    hookTimeout: 60_000,
  },
})
