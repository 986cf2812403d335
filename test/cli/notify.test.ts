import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, test } from 'vitest'
import { service, services, stage } from './stage.ts'

const vars = 'envVars:\n  - key: LOG_LEVEL\n    value: info'
const file = services(service('api', vars), service('"<!channel> `web` & @here"'))
const live = services(service('api', vars.replace('info', 'hidden-debug').replace('starter', 'standard')))

interface Received {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Answers with these statuses, the last one for ever; Retry-After is no time at all. */
const receiver = async (...statuses: readonly number[]) => {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers as Record<string, string>, body: await text(request) })
    response.writeHead(statuses[Math.min(received.length, statuses.length) - 1] ?? 200, {
      'retry-after': '0',
      location: 'http://127.0.0.1:1/',
    })
    response.end('no matter')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/services/T0/hidden-path`, received }
}

test('what has drifted is told with counts, addresses and a link, and no value', async () => {
  const { cli } = await stage({ file, live })
  const { url, received } = await receiver(200)
  const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '7' }
  const { code, stderr } = await cli(['drift', '--notify', url], env)
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
  const [{ body = '', headers = {} } = {}] = received
  expect(received).toHaveLength(1)
  expect(headers['content-type']).toBe('application/json')
  expect(headers['webhook-signature']).toBeUndefined()
  expect(JSON.parse(body)).toEqual({
    text: 'Drift in Acme: 2 of 2 resources differ https://github.com/a/b/actions/runs/7',
    blocks: [
      expect.objectContaining({ text: { type: 'mrkdwn', text: '*Drift in Acme: 2 of 2 resources differ*' } }),
      expect.objectContaining({
        text: {
          type: 'mrkdwn',
          text: '• `service/api` differs\n• `service/&lt;!channel&gt; ˋwebˋ &amp; @here` is missing',
        },
      }),
      expect.objectContaining({
        text: { type: 'mrkdwn', text: '<https://github.com/a/b/actions/runs/7|The whole report>' },
      }),
    ],
  })
  expect(body).not.toContain('hidden-debug')
})

test('nothing is told where nothing has drifted', async () => {
  const { cli } = await stage({ file: live, live })
  const { url, received } = await receiver(200)
  expect((await cli(['drift', '--notify', url])).code).toBe(0)
  expect(received).toEqual([])
})

test('it is signed where there is a secret, and the address may be a variable', async () => {
  const { cli } = await stage({ file, live })
  const { url, received } = await receiver(200)
  const secret = `whsec_${Buffer.from('a secret of the tests').toString('base64')}`
  await cli(['drift'], { RENDER_SYNC_NOTIFY: url, RENDER_SYNC_NOTIFY_SECRET: secret })
  const [{ body = '', headers = {} } = {}] = received
  expect(() => new Webhook(secret).verify(body, headers)).not.toThrow()
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow()
})

test.each([
  ['an error that passes', [503, 429, 200], 3],
  ['a refusal', [404, 200], 1],
  ['a redirect', [302, 200], 1],
  ['an error that stays', [500], 4],
])('%s: %j is asked %d times', async (_, statuses, times) => {
  const { cli } = await stage({ file, live })
  const { url, received } = await receiver(...statuses)
  const { code, stdout, stderr } = await cli(['drift', '--notify', url])
  expect(received).toHaveLength(times)
  expect(code).toBe(2)
  const arrived = statuses.at(-1) === 200 && received.length === statuses.length
  expect(stderr.includes('warning notify-failed: 127.0.0.1')).toBe(!arrived)
  expect(stdout + stderr).not.toContain('hidden-path')
})

test.each([
  ['http://example.com/hidden-path', 'expected https'],
  ['ftp://127.0.0.1/hidden-path', 'expected https'],
  ['hidden-path', 'expected a URL'],
])('%s is no place to tell it, and nothing is read', async (url, said) => {
  const methods: string[] = []
  const { cli } = await stage({
    file,
    live,
    fault: ({ method }) => {
      methods.push(method)
      return undefined
    },
  })
  const { code, stdout, stderr } = await cli(['drift', '--notify', url])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(said)
  expect(stderr).not.toContain('hidden-path')
  expect(methods).toEqual([])
})

test('a secret that is none is an error, and is not shown', async () => {
  const { cli } = await stage({ file, live })
  const { url, received } = await receiver(200)
  const { code, stderr } = await cli(['drift', '--notify', url], {
    RENDER_SYNC_NOTIFY_SECRET: 'hidden-secret!',
  })
  expect(code).toBe(1)
  expect(stderr).toContain('RENDER_SYNC_NOTIFY_SECRET')
  expect(stderr).not.toContain('hidden-secret')
  expect(received).toEqual([])
})
