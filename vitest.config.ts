import { defineConfig } from 'vitest/config'
import { TrafficReporter } from './test/support/traffic-reporter.ts'

const shared = {
  // Files share what they import: loading it anew for each took longer than the tests. No module of ours keeps anything.
  isolate: false,
  setupFiles: ['test/support/judged.ts'],
}

export default defineConfig({
  test: {
    // The default leaves one processor idle, which is half of a small machine.
    maxWorkers: '100%',
    reporters: ['default', new TrafficReporter()],
    projects: [
      {
        test: {
          ...shared,
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/long/**'],
          // No test is about time: a machine that is busy with something else fails none.
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
