import { defineConfig } from 'vitest/config'
import { TrafficReporter } from './test/support/traffic-reporter.ts'

export default defineConfig({
  test: {
    // The default leaves one processor idle, which is half of a small machine.
    maxWorkers: '100%',
    reporters: ['default', new TrafficReporter()],
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/long/**'],
          // No test is about time: a machine that is busy with something else fails none.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'long', include: ['test/long/**/*.test.ts'], testTimeout: 600_000 } },
    ],
  },
})
