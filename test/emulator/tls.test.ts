import { X509Certificate } from 'node:crypto'
import { connect } from 'node:http2'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import type { Emulator, Fault, RunningServer } from '../../src/emulator/index.ts'
import { serve } from '../../src/emulator/index.ts'
import { judgedEmulator } from '../support/traffic.ts'

/** HTTPS, for clients that build `https://HOST/v1` by themselves, as Render's MCP server does. */

const faults: Fault[] = [
  { request: 'GET /users', does: 'reset' },
  { request: 'GET /projects', does: 'truncate' },
]

let emulator: Emulator
let server: RunningServer
beforeAll(async () => {
  emulator = judgedEmulator({ limits: 'off', faults })
  server = await serve(emulator, { tls: true })
})
afterAll(() => server.close())

/** The status of a request of a client that is given host and port, and what it trusts. */
const ask = (path: string, host: string, ca?: string, headers: Record<string, string> = {}) =>
  new Promise<number | undefined>((resolve, reject) => {
    const authorization = `Bearer ${emulator.apiKey}`
    const options = {
      host,
      servername: 'localhost',
      port: server.port,
      path,
      ca,
      headers: { authorization, ...headers },
    }
    request(options, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })

describe('over HTTPS', () => {
  test('the address says so', () => {
    expect(server.url).toBe(`https://127.0.0.1:${server.port}/v1`)
  })

  test.each(['127.0.0.1', 'localhost'])(
    'a client that trusts the certificate is answered at %s',
    async (host) => {
      expect(await ask('/v1/owners', host, server.certificate)).toBe(200)
    },
  )

  test('a client that does not is refused', async () => {
    await expect(ask('/v1/owners', '127.0.0.1')).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    })
  })

  test('so is one that trusts the certificate of another emulator', async () => {
    const other = await serve(judgedEmulator(), { tls: true })
    await other.close()
    await expect(ask('/v1/owners', '127.0.0.1', other.certificate)).rejects.toThrow()
  })

  test('the certificate is for this machine, for a while, and signs no other', () => {
    const certificate = new X509Certificate(server.certificate ?? '')
    expect(certificate.ca).toBe(false)
    expect(certificate.checkHost('example.com')).toBeUndefined()
    expect(certificate.checkIP('::1')).toBe('::1')
    expect(Date.parse(certificate.validTo) - Date.now()).toBeGreaterThan(360 * 86_400_000)
  })

  test('the page is there for this machine, and for no other name', async () => {
    const own = `localhost:${server.port}`
    expect(await ask('/', 'localhost', server.certificate, { origin: `https://${own}` })).toBe(200)
    expect(await ask('/', 'localhost', server.certificate, { origin: 'https://rebound.example' })).toBe(403)
    expect(await ask('/', 'localhost', server.certificate, { host: 'rebound.example' })).toBe(403)
  })

  test('a wish for another protocol is passed over', async () => {
    const wish = { connection: 'Upgrade', upgrade: 'h2c' }
    expect(await ask('/v1/owners', 'localhost', server.certificate, wish)).toBe(200)
  })

  test('a fault breaks the connection', async () => {
    await expect(ask('/v1/users', 'localhost', server.certificate)).rejects.toMatchObject({
      code: 'ECONNRESET',
    })
  })

  test('a log is followed over a WebSocket', async () => {
    const body = { ownerId: emulator.ownerId, name: 'kv', plan: 'free' }
    const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
    const made = await emulator.fetch(
      new Request('http://emulator/v1/key-value', { method: 'POST', headers, body: JSON.stringify(body) }),
    )
    const { id } = (await made.json()) as { id: string }
    const query = `ownerId=${emulator.ownerId}&resource=${id}`
    const url = `wss://localhost:${server.port}/v1/logs/subscribe?${query}`
    const socket = new WebSocket(url, { ca: server.certificate, headers })
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    socket.terminate()
  })
})

describe('over HTTP/2', () => {
  const session = () => {
    const { certificate: ca = '' } = server
    const opened = connect(`https://localhost:${server.port}`, { ca })
    opened.on('error', () => {})
    const send = async (path: string, headers: Record<string, string> = {}) => {
      const authorization = `Bearer ${emulator.apiKey}`
      const stream = opened.request({ ':path': path, authorization, ...headers })
      const status = new Promise<number | undefined>((resolve, reject) => {
        stream.once('response', (answer) => resolve(answer[':status']))
        stream.once('error', reject)
      })
      const body = text(stream)
      body.catch(() => {})
      return { status: await status, body: await body }
    }
    return { send, close: () => opened.destroy() }
  }

  test('many requests are answered in one session', async () => {
    const { send, close } = session()
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('/v1/owners')))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    close()
  })

  test('the page is there for this machine, and for no other name', async () => {
    const { send, close } = session()
    expect((await send('/')).status).toBe(200)
    expect((await send('/', { ':authority': 'rebound.example' })).status).toBe(403)
    close()
  })

  test('a fault breaks its request, and no other', async () => {
    const { send, close } = session()
    const [broken, other] = await Promise.allSettled([send('/v1/users'), send('/v1/owners')])
    expect([broken.status, other.status]).toEqual(['rejected', 'fulfilled'])
    close()
  })

  test('a body is cut short', async () => {
    const { send, close } = session()
    await expect(send('/v1/projects')).rejects.toThrow()
    expect((await send('/v1/owners')).status).toBe(200)
    close()
  })
})

test('without it there is no certificate', async () => {
  const plain = await serve(judgedEmulator())
  expect([plain.certificate, plain.url.startsWith('http://')]).toEqual([undefined, true])
  await plain.close()
})
