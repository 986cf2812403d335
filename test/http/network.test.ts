import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test, vi } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import { createClient } from '../../src/http/client.ts'
import { get, post } from '../../src/http/request.ts'
import { apiKey } from './scripted.ts'

let server: Server | undefined
const serve = async (listener: RequestListener): Promise<string> => {
  const started = createServer(listener)
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`
}

afterEach(async () => {
  vi.unstubAllEnvs()
  server?.closeAllConnections()
  await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined))
  server = undefined
})

// The clock would jump while the network is at work.
const patient = { apiKey, clock: virtualClock(), timeoutMs: Number.POSITIVE_INFINITY }

const echo: RequestListener = (request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        method: request.method,
        url: request.url,
        body,
        agent: request.headers['user-agent'],
      }),
    )
  })
}

test('this machine is asked without a proxy', async () => {
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1')
  vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1')
  vi.stubEnv('NO_PROXY', '')
  const host = await serve(echo)
  const client = createClient({ ...patient, host, userAgent: 'render-sync/1.2.3' })
  await expect(client.send(post('/services', { name: 'ö' }, 'repeat'))).resolves.toEqual({
    method: 'POST',
    url: '/v1/services',
    body: '{"name":"ö"}',
    agent: 'render-sync/1.2.3',
  })
})

test('everything else is asked through the proxy of the usual variables, which may refuse', async () => {
  const asked: (string | undefined)[] = []
  const proxy = await serve(echo)
  server?.on('connect', ({ url }, socket) => {
    asked.push(url)
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  vi.stubEnv('HTTPS_PROXY', proxy)
  vi.stubEnv('NO_PROXY', '')
  const client = createClient({ ...patient, host: 'https://api.render.com/v1' })
  await expect(client.send({ method: 'POST', path: '/services', body: {} })).rejects.toMatchObject({
    code: 'unreachable',
    found: 'Proxy response (403) !== 200 when HTTP Tunneling at api.render.com',
  })
  expect(asked[0]).toBe('api.render.com:443')
})

test('nobody listens', async () => {
  const host = await serve(echo)
  await new Promise((resolve) => server?.close(resolve))
  const client = createClient({ ...patient, host })
  await expect(client.send(post('/services', {}, 'repeat'))).rejects.toMatchObject({
    code: 'unreachable',
    found: `ECONNREFUSED at ${new URL(host).host}`,
  })
})

/** How often it was tried, and why it failed. */
const triesOf = async (host: string) => {
  const failures: (string | undefined)[] = []
  const client = createClient({ ...patient, host, onRequest: ({ failure }) => failures.push(failure) })
  const found = await client.send(get('/owners')).catch((error) => error)
  expect(found).toMatchObject({ code: 'unreachable' })
  return failures
}

test('a port that fetch refuses is tried once', async () => {
  expect(await triesOf('http://127.0.0.1:6000')).toEqual(['a port that no web client asks (bad port)'])
})

test('where nobody speaks TLS, it is tried once', async () => {
  const host = await serve(echo)
  expect(await triesOf(host.replace('http:', 'https:'))).toEqual([
    'an answer without TLS, ERR_SSL_WRONG_VERSION_NUMBER',
  ])
})

test('where nobody listens, somebody may soon: it is tried again', async () => {
  const host = await serve(echo)
  await new Promise((resolve) => server?.close(resolve))
  expect(await triesOf(host)).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'])
})

test('a connection that breaks before the answer', async () => {
  let tries = 0
  const host = await serve((request, response) => {
    tries += 1
    if (tries === 1) request.socket.destroy()
    else echo(request, response)
  })
  await expect(createClient({ ...patient, host }).send(get('/x'))).resolves.toMatchObject({ url: '/v1/x' })
})

test('a connection that breaks within the answer', async () => {
  const host = await serve((request, response) => {
    response.writeHead(201, { 'content-length': '1000' })
    response.write('{"deployId":', () => request.socket.destroy())
  })
  const sent = createClient({ ...patient, host }).send({ method: 'POST', path: '/services', body: {} })
  await expect(sent).rejects.toMatchObject({ code: 'answer-lost' })
})

test('a redirect is not followed', async () => {
  const urls: (string | undefined)[] = []
  const host = await serve((request, response) => {
    urls.push(request.url)
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  await expect(createClient({ ...patient, host }).send(get('/x'))).rejects.toMatchObject({ code: 'redirect' })
  expect(urls).toEqual(['/v1/x'])
})

test.each([
  ['sent as it is', {}, Buffer.alloc(65 * 1024 * 1024, ' ')],
  ['packed', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(65 * 1024 * 1024, ' '))],
  [
    'packed twice',
    { 'content-encoding': 'gzip, gzip' },
    gzipSync(gzipSync(Buffer.alloc(65 * 1024 * 1024, ' '))),
  ],
])('an answer of more than 64 MB, %s, is read no further', async (_, headers, body) => {
  const host = await serve((_request, response) => response.writeHead(200, headers).end(body))
  const sent = createClient({ ...patient, host }).send({ method: 'POST', path: '/services' })
  await expect(sent).rejects.toMatchObject({
    code: 'bad-answer',
    found: 'more than 64 MB, and nobody knows whether it was carried out',
  })
})
