/** That what the command line asks and gets is judged in the tests beside this one: something wrong is found. */
import { expect, onTestFinished, test } from 'vitest'
import { run, serveToClient } from '../support/cli.ts'
import { judgedEmulator, takeViolations, withJudgedAnswers } from '../support/traffic.ts'

test('a wrong answer and a wrong request', async () => {
  const emulator = judgedEmulator({ limits: 'off' })
  const wrong = withJudgedAnswers(async (request) =>
    request.url.includes('/owners') ? Response.json([{ owner: { id: 7 } }]) : emulator.fetch(request),
  )
  const { env, close } = await serveToClient({ ...emulator, fetch: wrong })
  onTestFinished(close)
  expect((await run(['pull'], env)).code).toBe(1)
  expect(takeViolations()).toContain('GET /owners 200: /*/owner/id must be string')
  await fetch(`${env.RENDER_HOST}/services?colour=red`)
  expect(takeViolations()).toEqual(['GET /services: ?colour is not declared'])
})
