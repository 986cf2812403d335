import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Vitest begins with what takes longest; here the first failure ends a run, so what is quick comes first. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse()
  }
}

/** How the tests run for each of many changes: one worker that keeps what it has imported. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    isolate: false,
    setupFiles: ['test/support/judged.ts'],
    sequence: { sequencer: QuickestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
