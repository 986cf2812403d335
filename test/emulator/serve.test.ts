import { expect, test } from 'vitest'
import { serve } from '../../src/emulator/index.ts'
import { judgedEmulator } from '../support/traffic.ts'
import { serviceBody } from './support.ts'

test('a socket of this machine answers below /v1, and is gone when closed', async () => {
  const emulator = judgedEmulator()
  const server = await serve(emulator)
  expect(server.url).toBe(`http://127.0.0.1:${server.port}/v1`)
  const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
  const body = JSON.stringify(serviceBody(emulator.ownerId))
  const made = await fetch(`${server.url}/services`, { method: 'POST', headers, body })
  expect(made.status).toBe(201)
  expect(Object.fromEntries(made.headers)).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'ratelimit-limit': '20',
    vary: 'Origin',
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'render-request-id': expect.any(String),
    date: expect.any(String),
  })
  const { service } = JSON.parse(await made.text())
  const gone = await fetch(`${server.url}/services/${service.id}`, { method: 'DELETE', headers })
  expect([gone.status, await gone.text(), gone.headers.get('content-type')]).toEqual([204, '', null])
  await server.close()
  await expect(fetch(`${server.url}/services`, { headers })).rejects.toThrow()
})

test('a body that is too large is 413 over the socket as well', async () => {
  const emulator = judgedEmulator()
  const server = await serve(emulator)
  const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
  const body = 'x'.repeat(11 * 1024 * 1024)
  const response = await fetch(`${server.url}/services`, { method: 'POST', headers, body })
  expect([response.status, await response.json()]).toEqual([413, { message: 'request body too large' }])
  await server.close()
})

test('two servers do not share a port', async () => {
  const first = await serve(judgedEmulator())
  await expect(serve(judgedEmulator(), { port: first.port })).rejects.toThrow('EADDRINUSE')
  await first.close()
})
