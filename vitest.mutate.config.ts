import { defineConfig } from 'vitest/config'

/** How the tests run for each of many changes: one worker that keeps what it has imported. */
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], isolate: false, testTimeout: 60_000, hookTimeout: 60_000 },
})
