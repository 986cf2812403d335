import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: ['test/long/**'] } },
      { test: { name: 'long', include: ['test/long/**/*.test.ts'], testTimeout: 600_000 } },
    ],
  },
})
