import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The default leaves one processor idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: ['test/long/**'] } },
      { test: { name: 'long', include: ['test/long/**/*.test.ts'], testTimeout: 600_000 } },
    ],
  },
})
