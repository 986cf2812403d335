/** A wait that Render asks for is told, and waited. */
import { expect, onTestFinished, test } from 'vitest'
import { run, serveToClient } from '../support/cli.ts'
import { judgedEmulator } from '../support/traffic.ts'

test('what waits, until when, and why', async () => {
  const emulator = judgedEmulator({
    limits: 'off',
    faults: [{ request: 'GET /env-groups', nth: 1, does: 'answer', status: 429, retryAfter: 2 }],
  })
  const { env, close } = await serveToClient(emulator)
  onTestFinished(close)
  const stdin = 'envVarGroups: [{ name: shared, envVars: [] }]'
  const { code, stderr } = await run(['plan', '-f', '-'], env, undefined, { stdin })
  expect(code).toBe(0)
  expect(stderr).toMatch(
    /Waiting until \d\d:\d\d:\d\d with GET \/env-groups: Render lets through 400 reads a minute\./,
  )
})
