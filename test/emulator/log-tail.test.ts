import { once } from 'node:events'
import { connect } from 'node:net'
import { WebSocket } from 'undici'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import type { Emulator, RunningServer } from '../../src/emulator/index.ts'
import { serve } from '../../src/emulator/index.ts'
import { judgedEmulator } from '../support/traffic.ts'
import { imageBody } from './support.ts'

/** The WebSocket that Render's command line opens for `logs --tail`, as a client that is not ours speaks it. */

let emulator: Emulator
let server: RunningServer
let serviceId: string

const authorization = () => ({ authorization: `Bearer ${emulator.apiKey}` })

const send = async (method: string, path: string, body?: unknown) => {
  const headers = { ...authorization(), 'content-type': 'application/json' }
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
  return emulator.fetch(new Request(`http://emulator/v1${path}`, init))
}

beforeEach(async () => {
  emulator = judgedEmulator({ clock: virtualClock(), limits: 'off' })
  server = await serve(emulator)
  await send('POST', '/services', imageBody(emulator.ownerId))
  serviceId = Object.keys(emulator.state().services)[0] ?? ''
})

afterEach(() => server.close())

/** Follows a log; `next` waits for the next line that came. */
const follow = async (query = '') => {
  const address = `${server.url}/logs/subscribe?ownerId=${emulator.ownerId}&resource=${serviceId}${query}`
  const socket = new WebSocket(address.replace('http', 'ws'), { headers: authorization() })
  const lines: { message: string; timestamp: string }[] = []
  let came = () => {}
  socket.addEventListener('message', ({ data }) => {
    lines.push(JSON.parse(String(data)))
    came()
  })
  await once(socket, 'open')
  const next = async () => {
    while (lines.length === 0)
      await new Promise<void>((resolve) => {
        came = resolve
      })
    return lines.shift()?.message
  }
  return { socket, next }
}

test('what happens comes as it happens, and the ends of deploys at their time', async () => {
  const { socket, next } = await follow()
  expect([await next(), await next()]).toEqual(['deploy_ended', 'instance_started'])
  await send('POST', `/services/${serviceId}/suspend`)
  expect(await next()).toBe('service_suspended')
  await send('POST', `/services/${serviceId}/resume`)
  expect([await next(), await next(), await next()]).toEqual([
    'service_resumed',
    'deploy_started',
    'deploy_ended',
  ])
  socket.close()
  await once(socket, 'close')
})

test('with a time, what has been since then comes first, as far as the filters let it', async () => {
  const { next } = await follow('&startTime=2025-01-01T00:00:00Z')
  expect([await next(), await next()]).toEqual(['deploy_started', 'deploy_ended'])
  const filtered = await follow('&startTime=2025-01-01T00:00:00Z&text=ended')
  expect(await filtered.next()).toBe('deploy_ended')
})

test('it ends when the service is no more', async () => {
  const { socket } = await follow()
  const gone = once(socket, 'close')
  await send('DELETE', `/services/${serviceId}`)
  expect(await gone).toMatchObject([{ code: 1000, wasClean: true }])
})

test('it ends when the server closes', async () => {
  const { socket } = await follow()
  const gone = once(socket, 'close')
  await server.close()
  await gone
  server = await serve(emulator)
})

interface Shake {
  path?: string
  headers?: string
  body?: string
}

/** What a raw request is answered with, until the other side ends. */
const raw = async (method: string, { path = '', headers = '', body = '' }: Shake) => {
  const socket = connect(server.port, '127.0.0.1')
  const host = `Host: 127.0.0.1:${server.port}\r\n`
  socket.write(`${method} ${path} HTTP/1.1\r\n${host}${headers}\r\n${body}`)
  let text = ''
  for await (const chunk of socket) {
    text += chunk.toString('latin1')
    if (/\r\n\r\n[[{]/.test(text) || text.startsWith('HTTP/1.1 101')) break
  }
  return text
}

const websocket = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n'
const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'

test('the handshake is that of the standard’s example', async () => {
  const path = `/v1/logs/subscribe?ownerId=${emulator.ownerId}&resource=${serviceId}`
  const headers = `${websocket}${key}Authorization: Bearer ${emulator.apiKey}\r\n`
  const answer = await raw('GET', { path, headers })
  expect(answer).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n/)
  expect(answer).toMatch(/sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n/i)
})

test.each([
  ['without a key', '/v1/logs/subscribe', '', 401, 'Unauthorized'],
  ['without a resource', '/v1/logs/subscribe?ownerId=OWNER', 'KEY', 400, 'ownerId and resource are required'],
  ['of another service', '/v1/logs/subscribe?ownerId=OWNER&resource=srv-x', 'KEY', 404, 'not found: srv-x'],
  ['of a path that is none', '/v1/tail', 'KEY', 404, 'not found: /tail'],
])('a handshake %s is refused in the shape of the API', async (_, path, auth, status, message) => {
  const headers = `${websocket}${key}${auth && `Authorization: Bearer ${emulator.apiKey}\r\n`}`
  const answer = await raw('GET', { path: path.replace('OWNER', emulator.ownerId), headers })
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(answer).toMatch(message)
})

test('a request that is none for a WebSocket is 426', async () => {
  const path = `/logs/subscribe?ownerId=${emulator.ownerId}&resource=${serviceId}`
  const answer = await send('GET', path)
  expect([answer.status, await answer.json()]).toEqual([426, { message: 'Upgrade Required' }])
})

test('a wish for HTTP/2 is passed over, body and all', async () => {
  const body = JSON.stringify({ name: 'other' })
  const answer = await raw('PATCH', {
    path: `/v1/services/${serviceId}`,
    headers: [
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AAEAAEAAAAIAAAAB',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      `Authorization: Bearer ${emulator.apiKey}\r\n`,
    ].join('\r\n'),
    body,
  })
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(emulator.state().services[serviceId]?.config.name).toBe('other')
})
