import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Emulator, Fault, RunningServer } from '../../src/emulator/index.ts'
import { serve } from '../../src/emulator/index.ts'
import { judgedEmulator } from '../support/traffic.ts'
import { serviceBody } from './support.ts'

/** Faults over a socket: the connection itself breaks, for any client. */

let server: RunningServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const listen = async (...faults: Fault[]): Promise<{ emulator: Emulator; url: string; port: number }> => {
  const emulator = judgedEmulator({ limits: 'off', faults })
  server = await serve(emulator)
  return { emulator, url: server.url, port: server.port }
}

const headersFor = ({ apiKey }: Emulator) => ({
  authorization: `Bearer ${apiKey}`,
  'content-type': 'application/json',
})

const failureOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => new Error('no failure'),
    (reason: unknown) => reason as Error,
  )
  return [error.name, error.message, (error.cause as NodeJS.ErrnoException | undefined)?.code]
}

describe('over a socket', () => {
  test('a reset is the failure that an emulator in process rejects with', async () => {
    const { emulator, url } = await listen({ request: 'GET /owners', does: 'reset' })
    const headers = headersFor(emulator)
    const overSocket = await failureOf(fetch(`${url}/owners`, { headers }))
    const inProcess = await failureOf(emulator.fetch(new Request(`${url}/owners`, { headers })))
    expect(overSocket).toEqual(['TypeError', 'fetch failed', 'ECONNRESET'])
    expect(inProcess).toEqual(overSocket)
  })

  test('a reset after the work leaves it done', async () => {
    const { emulator, url } = await listen({ request: 'POST /services', does: 'reset', after: 'work' })
    const headers = headersFor(emulator)
    const body = JSON.stringify(serviceBody(emulator.ownerId))
    expect((await failureOf(fetch(`${url}/services`, { method: 'POST', headers, body })))[2]).toBe(
      'ECONNRESET',
    )
    expect(Object.values(emulator.state().services)).toHaveLength(1)
  })

  test('a body is cut short of its Content-Length, in process alike', async () => {
    const { emulator, url } = await listen({ request: 'GET /owners', does: 'truncate' })
    const headers = headersFor(emulator)
    const response = await fetch(`${url}/owners`, { headers })
    expect(response.status).toBe(200)
    const overSocket = await failureOf(response.text())
    const inProcess = await emulator.fetch(new Request(`${url}/owners`, { headers }))
    expect(overSocket).toEqual(['TypeError', 'terminated', 'UND_ERR_SOCKET'])
    expect(await failureOf(inProcess.text())).toEqual(overSocket)
  })

  test('what arrives of a cut body is its first half', async () => {
    const { emulator, port } = await listen({ request: 'GET /owners', does: 'truncate' })
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `GET /v1/owners HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${emulator.apiKey}\r\nConnection: close\r\n\r\n`,
    )
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    const [head = '', body = ''] = text.split('\r\n\r\n')
    const promised = Number(/content-length: (\d+)/i.exec(head)?.[1])
    expect(body.length).toBe(Math.floor(promised / 2))
  })

  test('a timeout holds the connection until the client leaves, and others are answered', async () => {
    const { emulator, url } = await listen({ request: 'GET /owners', nth: 1, does: 'timeout' })
    const headers = headersFor(emulator)
    const pending = failureOf(fetch(`${url}/owners`, { headers, signal: AbortSignal.timeout(200) }))
    expect((await fetch(`${url}/owners`, { headers })).status).toBe(200)
    expect((await pending)[0]).toBe('TimeoutError')
  })

  test('a server with a client that waits forever can be closed', async () => {
    const { emulator, url } = await listen({ request: 'GET /owners', does: 'timeout' })
    const pending = failureOf(fetch(`${url}/owners`, { headers: headersFor(emulator) }))
    while (emulator.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await server?.close()
    server = undefined
    expect((await pending)[2]).toBe('UND_ERR_SOCKET')
  })

  test('a delay passes before the answer', async () => {
    const { emulator, url } = await listen({ request: 'GET /owners', does: 'delay', ms: 150 })
    const before = Date.now()
    expect((await fetch(`${url}/owners`, { headers: headersFor(emulator) })).status).toBe(200)
    expect(Date.now() - before).toBeGreaterThanOrEqual(145)
  })

  test('a status comes with Retry-After, and the connection stays', async () => {
    const { emulator, url } = await listen({
      request: 'POST /services',
      nth: 1,
      does: 'answer',
      status: 429,
      retryAfter: 3,
    })
    const headers = headersFor(emulator)
    const body = JSON.stringify(serviceBody(emulator.ownerId))
    const post = () => fetch(`${url}/services`, { method: 'POST', headers, body })
    const answer = await post()
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
      429,
      '3',
      { message: 'a fault on demand' },
    ])
    expect((await post()).status).toBe(201)
  })

  test('an upload that nobody reads is reset in the middle as well', async () => {
    const { emulator, url } = await listen({ request: 'POST /services', does: 'reset' })
    const outcome = await new Promise((resolve) => {
      const upload = request(`${url}/services`, { method: 'POST', headers: headersFor(emulator) })
      upload.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      upload.on('response', () => resolve('answered'))
      upload.write('[')
      setTimeout(() => upload.write('x'.repeat(1_000_000)), 30)
    })
    expect(['ECONNRESET', 'EPIPE']).toContain(outcome)
  })

  test('faults are put while it runs', async () => {
    const { emulator, url } = await listen()
    const control = url.replace(/v1$/, '__emulator/faults')
    const faults = [{ request: 'GET /owners', times: 1, does: 'answer', status: 503 }]
    const headers = headersFor(emulator)
    const put = await fetch(control, { method: 'PUT', headers, body: JSON.stringify(faults) })
    expect([put.status, await put.json()]).toEqual([200, faults])
    expect((await fetch(`${url}/owners`, { headers })).status).toBe(503)
    expect((await fetch(`${url}/owners`, { headers })).status).toBe(200)
    const wrong = await fetch(control, { method: 'PUT', headers, body: '{' })
    expect([wrong.status, await wrong.json()]).toEqual([400, { message: 'invalid JSON' }])
  })
})
