import type { ClientRequest } from 'node:http'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Emulator, RunningServer } from '../../src/emulator/index.ts'
import { serve } from '../../src/emulator/index.ts'
import { judgedEmulator } from '../support/traffic.ts'
import { serviceBody } from './support.ts'

/** What no client should send, over a socket: refused in the API's shape or by the HTTP server, and never a crash. */

let emulator: Emulator
let server: RunningServer
let serviceId = ''

const key = () => ({ authorization: `Bearer ${emulator.apiKey}` })
const json = { 'content-type': 'application/json' }

beforeAll(async () => {
  emulator = judgedEmulator({ limits: 'off' })
  server = await serve(emulator)
  const body = JSON.stringify(serviceBody(emulator.ownerId))
  const made = await fetch(`${server.url}/services`, { method: 'POST', headers: { ...key(), ...json }, body })
  serviceId = (JSON.parse(await made.text()) as { service: { id: string } }).service.id
})
afterAll(() => server.close())

interface Sent {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

interface Got {
  status: number
  text: string
}

/** Sends exactly this, where fetch would tidy it up first. */
const send = ({ method = 'GET', path = '/services', headers = {}, body }: Sent) =>
  new Promise<Got>((resolve, reject) => {
    const { port } = server
    const options = { port, host: '127.0.0.1', method, path: `/v1${path}`, headers: { ...key(), ...headers } }
    const sending = request(options, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    sending.on('error', reject)
    sending.end(body)
  })

const stillThere = async () => expect((await send({ path: `/services/${serviceId}` })).status).toBe(200)

const envVars = () => `/services/${serviceId}/env-vars`

/** A 400 in the API's shape. */
const inShape = /^HTTP\/1.1 400 .*\r\n\r\n\{"message":"[^"]+"\}$/s

describe('over a socket', () => {
  const post = (body: string | Buffer, headers: Record<string, string> = json): Sent => ({
    method: 'POST',
    path: '/projects',
    headers,
    body,
  })

  test.each<[string, number, () => Sent]>([
    ['no key', 401, () => ({ headers: { authorization: '' } })],
    ['another key', 401, () => ({ headers: { authorization: 'Bearer rnd_other' } })],
    ['a key without Bearer', 401, () => ({ headers: { authorization: emulator.apiKey } })],
    ['an Accept of text', 406, () => ({ headers: { accept: 'text/html' } })],
    ['an Accept of another JSON', 406, () => ({ headers: { accept: 'application/vnd.api+json' } })],
    ['an Accept among others', 200, () => ({ headers: { accept: 'text/html, application/json;q=0.9' } })],
    ['an Accept of anything', 200, () => ({ headers: { accept: '*/*' } })],
    ['a limit of 0', 400, () => ({ path: '/services?limit=0' })],
    ['a limit of 101', 400, () => ({ path: '/services?limit=101' })],
    ['a limit of abc', 400, () => ({ path: '/services?limit=abc' })],
    ['a limit of -1', 400, () => ({ path: '/services?limit=-1' })],
    ['a limit of 1e2', 400, () => ({ path: '/services?limit=1e2' })],
    ['a cursor that is none', 400, () => ({ path: '/services?cursor=%00%ff' })],
    ['an unknown parameter', 400, () => ({ path: '/services?colour=red' })],
    ['half a percent sign in a query', 400, () => ({ path: '/services?name=%&limit=%zz' })],
    ['half a percent sign in a path', 404, () => ({ path: '/services/%zz' })],
    ['bytes that are no text in a path', 404, () => ({ path: '/services/%ff%fe' })],
    ['a path out of the API', 404, () => ({ path: '/services/../../etc/passwd' })],
    ['an encoded path out of the API', 404, () => ({ path: '/services/..%2F..%2Fetc%2Fpasswd' })],
    ['dots for an id', 404, () => ({ path: '/services/..%2e' })],
    ['a path back into the API', 404, () => ({ path: '/services/../owners' })],
    ['an encoded path back into the API', 404, () => ({ path: '/services/%2E%2e/owners?limit=1' })],
    ['a dot for an id', 404, () => ({ path: '/services/./env-vars' })],
    ['a path that ends in dots', 404, () => ({ path: '/owners/x/..' })],
    ['dots in a query', 200, () => ({ path: '/services?name=/../' })],
    ['an inherited name for an id', 404, () => ({ path: '/services/__proto__' })],
    ['another inherited name for an id', 404, () => ({ path: '/services/constructor' })],
    ['a zero byte in an id', 404, () => ({ path: '/services/srv-%00' })],
    ['an id of 10,000 characters', 404, () => ({ path: `/services/${'x'.repeat(10_000)}` })],
    ['a variable’s key out of the list', 404, () => ({ path: `${envVars()}/..%2F..%2Fx` })],
    ['a path that nobody has', 404, () => ({ path: '/nowhere' })],
    ['a method that a path has not', 405, () => ({ method: 'PUT', path: '/services' })],
    ['a method that nobody has', 404, () => ({ method: 'PROPFIND', path: '/nowhere' })],
    ['what is not JSON', 400, () => post('{"name": ')],
    ['JSON that is not UTF-8', 400, () => post(Buffer.from([0x22, 0xff, 0x22]))],
    ['JSON behind a byte order mark', 400, () => post('\ufeff{}')],
    ['JSON that is a text', 400, () => post('"text"')],
    ['JSON that is null', 400, () => post('null')],
    ['JSON of 100,000 levels', 400, () => post('['.repeat(100_000))],
    ['a closed JSON of 100,000 levels', 400, () => post('['.repeat(100_000) + ']'.repeat(100_000))],
    ['a form', 400, () => post('name=a', { 'content-type': 'application/x-www-form-urlencoded' })],
    ['no body where one is needed', 400, () => ({ method: 'POST', path: '/projects' })],
    ['keys that are inherited names', 400, () => post('{"__proto__": {"name": "a"}, "constructor": 1}')],
    [
      'a form without its boundary',
      400,
      () => ({
        method: 'POST',
        path: '/blueprints/validate',
        headers: { 'content-type': 'multipart/form-data' },
        body: 'x',
      }),
    ],
  ])('%s is %i', async (_, status, sent) => {
    const got = await send(sent())
    expect([got.status, got.text]).toEqual([status, expect.anything()])
    if (status >= 400) expect(JSON.parse(got.text)).toEqual({ message: expect.any(String) })
    await stillThere()
  })

  test('a cursor of another list is 400', async () => {
    const variables = JSON.stringify([{ key: 'A', value: 'b' }])
    const { text } = await send({ method: 'PUT', path: envVars(), headers: json, body: variables })
    const [{ cursor }] = JSON.parse(text) as [{ cursor: string }]
    expect((await send({ path: `${envVars()}?cursor=${cursor}` })).status).toBe(200)
    expect((await send({ path: `/services?cursor=${cursor}` })).status).toBe(400)
  })

  test('10,000 headers are 431', async () => {
    const headers = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`x-header-${at}`, 'y']))
    const { status, text } = await send({ headers })
    expect([status, JSON.parse(text)]).toEqual([431, { message: 'request headers too large' }])
    await stillThere()
  })

  test.each<[string, string, RegExp]>([
    ['what is not HTTP', 'hello\r\n\r\n', inShape],
    ['a header without a name', 'GET /v1/services HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', inShape],
    ['no Host', 'GET /v1/services HTTP/1.1\r\n\r\n', /^HTTP\/1.1 400/],
    [
      'a Host that is none',
      'GET /v1/owners HTTP/1.1\r\nHost: ///\r\nConnection: close\r\n\r\n',
      /^HTTP\/1.1 40/,
    ],
    [
      'two lengths',
      'POST /v1/projects HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      inShape,
    ],
  ])('%s is answered and closed', async (_, text, expected) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.write(text)
    let got = ''
    for await (const chunk of socket) got += String(chunk)
    expect(got).toMatch(expected)
    await stillThere()
  })
})

describe('a body of 100 MB', () => {
  const size = 100 * 1024 * 1024
  const chunk = Buffer.alloc(64 * 1024, 0x20)

  /** Writes until there is an answer, or all is written. */
  const upload = (headers: Record<string, string | number>) =>
    new Promise<Got & { written: number }>((resolve, reject) => {
      let written = 0
      let answered = false
      const sending: ClientRequest = request(
        {
          port: server.port,
          host: '127.0.0.1',
          method: 'POST',
          path: '/v1/projects',
          headers: { ...key(), ...json, ...headers },
        },
        (response) => {
          let text = ''
          answered = true
          response.setEncoding('utf8').on('data', (part: string) => {
            text += part
          })
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text, written }))
        },
      )
      // The server may close before all is written; the answer counts.
      sending.on('error', (error) => (answered ? undefined : reject(error)))
      const more = () => {
        while (written < size && !sending.destroyed && !answered) {
          written += chunk.byteLength
          if (!sending.write(chunk)) return void sending.once('drain', more)
        }
        sending.end()
      }
      more()
    })

  test.each<[string, Record<string, string | number>, number]>([
    ['that says its length is 413 before it is read', { 'content-length': size }, 4],
    ['that does not is 413 once it is too large', { 'transfer-encoding': 'chunked' }, 20],
  ])('%s', async (_, headers, megabytes) => {
    const before = process.memoryUsage().rss
    const { status, text, written } = await upload(headers)
    expect([status, JSON.parse(text)]).toEqual([413, { message: 'request body too large' }])
    expect(written).toBeLessThan(megabytes * 1024 * 1024)
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
    await stillThere()
  })
})
