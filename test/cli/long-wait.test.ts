/** A wait that Render asks for is refused where it is longer than is wanted. */
import { expect, onTestFinished, test } from 'vitest'
import { run, serveToClient } from '../support/cli.ts'
import { judgedEmulator } from '../support/traffic.ts'

const planned = async (args: readonly string[], retryAfter: number) => {
  const emulator = judgedEmulator({
    limits: 'off',
    faults: [{ request: 'GET /env-groups', nth: 1, does: 'answer', status: 429, retryAfter }],
  })
  const { env, close } = await serveToClient(emulator)
  onTestFinished(close)
  return run(['plan', '-f', '-', ...args], env, undefined, {
    stdin: 'envVarGroups: [{ name: shared, envVars: [] }]',
  })
}

test.each<[readonly string[], number]>([
  [[], 2 * 3600],
  [['--max-wait', '1s'], 2],
])('with %j, one of %i seconds is refused at once', async (args, seconds) => {
  const { code, stderr } = await planned(args, seconds)
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /error long-wait: GET \/env-groups: expected a wait no longer than --max-wait allows, found HTTP 429 that asks to wait until 20\d\d-\S+Z/,
  )
  expect(stderr).toContain('--max-wait')
})
