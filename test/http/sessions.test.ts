import { once } from 'node:events'
import { connect, createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import { type Certificate, newCertificate } from '../../src/emulator/server/certificate.ts'
import { createClient } from '../../src/http/client.ts'
import { responseOf } from '../../src/http/connections/answer.ts'
import { createFetch } from '../../src/http/connections/index.ts'
import { type ApiRequest, get, post, put } from '../../src/http/request.ts'
import { apiKey } from './scripted.ts'

let certificate: Certificate
beforeAll(async () => {
  certificate = await newCertificate()
})

const ended: (() => Promise<unknown>)[] = []
beforeEach(() => {
  // Who is to be trusted besides is read once, when Node starts.
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(ended.splice(0).map((end) => end()))
})

/** Nothing may be repeated of it, and nothing looked for. */
const create = (body: unknown): ApiRequest => ({ method: 'POST', path: '/projects', body })

/** A request as a server sees it: on the how manieth session, and its line. */
interface Seen {
  readonly session: number
  readonly line: string
  readonly stream: ServerHttp2Stream
  /** Breaks all connections. */
  readonly breakAll: () => void
}

const answer = (stream: ServerHttp2Stream, status = 200, body: unknown = {}) => {
  stream.respond({ ':status': status, 'content-type': 'application/json' })
  stream.end(JSON.stringify(body))
}

const listening = async (server: Pick<Http2SecureServer, 'on' | 'listen' | 'close' | 'address'>) => {
  const sockets: Socket[] = []
  server.on('connection', (socket) => sockets.push(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ended.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return { host: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets }
}

/** A server that offers HTTP/2, and does with each request what `act` says. */
const serve = async (act: (seen: Seen, all: readonly Seen[]) => void) => {
  const server = createSecureServer({ ...certificate, allowHTTP1: true })
  const all: Seen[] = []
  let sessions = 0
  const connections = await listening(server)
  const breakAll = () => {
    for (const socket of connections.sockets) socket.destroy()
  }
  server.on('session', (session) => {
    const number = ++sessions
    session.on('error', () => {})
    session.on('stream', (stream, { ':method': method, ':path': path }) => {
      stream.on('error', () => {})
      const seen = { session: number, line: `${method} ${path}`, stream, breakAll }
      all.push(seen)
      act(seen, all)
    })
  })
  const { host, sockets } = connections
  // The clock would jump while the network is at work.
  const client = createClient({ host, apiKey, clock: virtualClock(), timeoutMs: Number.POSITIVE_INFINITY })
  return { client, host, sockets, lines: () => all.map(({ session, line }) => `${session}: ${line}`) }
}

describe('a server that offers HTTP/2', () => {
  test('has all requests in one session, fifty at once, whatever their methods', async () => {
    const waiting: ServerHttp2Stream[] = []
    let most = 0
    const { client, sockets, lines } = await serve(({ stream }, all) => {
      waiting.push(stream)
      most = Math.max(most, waiting.length)
      if (waiting.length === 50 || all.length === 120) for (const one of waiting.splice(0)) answer(one)
    })
    const all = Array.from({ length: 40 }, (_, n) => [
      client.send(get(`/services/${n}`)),
      client.send(put(`/services/${n}/scale`, { n })),
      client.send(post(`/services/${n}/deploys`, { n }, 'repeat')),
    ])
    await Promise.all(all.flat())
    expect([lines().length, most, sockets.length]).toEqual([120, 50, 1])
    expect(new Set(lines().map((line) => line.slice(0, 2)))).toEqual(new Set(['1:']))
  })

  test('may end the session: what is under way is answered, the next begins another one', async () => {
    let next: Promise<unknown> | undefined
    const { client, sockets, lines } = await serve(({ session, stream }) => {
      if (session > 1) return answer(stream)
      stream.session?.goaway(0, stream.id)
      // Answered once the other one has come by another session.
      next = turn()
        .then(() => client.send(create({ name: 'second' })))
        .then(() => answer(stream, 201, { name: 'first' }))
    })
    await expect(client.send(create({ name: 'first' }))).resolves.toEqual({ name: 'first' })
    await next
    expect(lines()).toEqual(['1: POST /v1/projects', '2: POST /v1/projects'])
    expect(sockets).toHaveLength(2)
  })

  test('may end the session before it looks at a write: that is sent again, once', async () => {
    const { client, lines } = await serve(({ session, stream }, all) => {
      if (session > 1) return answer(stream, 201, { name: 'late' })
      if (all.length < 3) return
      const [first] = all
      stream.session?.goaway(0, first?.stream.id)
      if (first) answer(first.stream, 201, { name: 'early' })
    })
    const names = ['a', 'b', 'c'].map((name) => client.send(create({ name })))
    await expect(Promise.all(names)).resolves.toEqual([{ name: 'early' }, { name: 'late' }, { name: 'late' }])
    expect(lines().filter((line) => line.startsWith('2:'))).toHaveLength(2)
  })

  test('may refuse a write unseen: that is sent again', async () => {
    const { client, lines } = await serve(({ stream }, all) => {
      if (all.length === 1) stream.close(0x7)
      else answer(stream)
    })
    await client.send(create({}))
    expect(lines()).toEqual(['1: POST /v1/projects', '1: POST /v1/projects'])
  })

  const breaks: [string, (seen: Seen) => void, string?][] = [
    ['the connection breaks', ({ breakAll }) => breakAll()],
    ['the session ends with an error', ({ stream }) => void stream.session?.destroy(undefined, 0x2)],
    ['the server says why it goes', ({ stream }) => void stream.session?.goaway(0xb, stream.id)],
    ['the request is broken off', ({ stream }) => stream.close(0x2)],
    ['the request is cancelled', ({ stream }) => stream.close(0x8)],
    ['nothing is answered', ({ stream }) => stream.close(0x0)],
    [
      'the answer is broken off',
      ({ stream }) => {
        stream.respond({ ':status': 201 })
        stream.write('{"name":"a', () => stream.close(0x2))
      },
      'bad-answer',
    ],
    [
      'the answer is cut short',
      ({ stream }) => {
        stream.respond({ ':status': 201 })
        stream.write('{"name":"a', () => stream.close(0x8))
      },
      'bad-answer',
    ],
  ]
  describe.each(breaks)('%s', (_, act, code = 'answer-lost') => {
    const broken = () =>
      serve((seen, all) => {
        if (all.length === 1) return act(seen)
        answer(seen.stream, 200, seen.line.startsWith('GET') ? [{ project: { id: 'prj-1' } }] : {})
      })

    test('a write that must not be repeated is not', async () => {
      const { client, lines } = await broken()
      await expect(client.send(create({}))).rejects.toMatchObject({ code })
      expect(lines()).toEqual(['1: POST /v1/projects'])
      await client.send(get('/owners'))
      expect(lines()).toHaveLength(2)
    })

    test('a create is looked for', async () => {
      const { client, lines } = await broken()
      const list = { path: '/projects', wrapper: 'project' }
      const sent = post('/projects', {}, { list, match: () => true, answer: (found) => found })
      await expect(client.send(sent)).resolves.toEqual({ id: 'prj-1' })
      expect(lines().map((line) => line.slice(3))).toEqual([
        'POST /v1/projects',
        'GET /v1/projects?limit=100',
      ])
    })

    test('what has the same effect twice is sent again', async () => {
      const { client, lines } = await broken()
      await client.send(put('/services/srv-1/scale', {}))
      expect(lines()).toHaveLength(2)
    })
  })

  test('breaks with all that is under way, and each is treated by itself', async () => {
    const { client, lines } = await serve(({ session, stream, breakAll }, all) => {
      if (session > 1) answer(stream)
      else if (all.length === 3) breakAll()
    })
    const sent = [client.send(get('/owners')), client.send(put('/x', {})), client.send(create({}))]
    const results = await Promise.allSettled(sent)
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(lines().slice(3).toSorted()).toEqual(['2: GET /v1/owners', '2: PUT /v1/x'])
  })

  test('is asked by another session after an answer that was waited for in vain', async () => {
    const { host, lines } = await serve(({ stream }, all) => {
      if (all.length > 1) return answer(stream)
      abort.abort(new Error('too late'))
    })
    const abort = new AbortController()
    const fetch = createFetch({ origin: host, isLoopback: true, connections: 1 })
    await expect(fetch(`${host}/a`, { signal: abort.signal })).rejects.toThrow()
    await expect(fetch(`${host}/b`, {})).resolves.toMatchObject({ status: 200 })
    expect(lines()).toEqual(['1: GET /a', '2: GET /b'])
  })

  test.each(['identity', 'gzip'])('may have all of an answer come at once, %s', async (encoding) => {
    const { host } = await serve(({ stream }) => {
      stream.respond({ ':status': 200, 'content-encoding': encoding })
      stream.end(encoding === 'gzip' ? gzipSync('whole') : 'whole')
    })
    const session = connect(host)
    const stream = session.request({ ':path': '/a' })
    const [answered] = await once(stream, 'response')
    while (!stream.closed) await turn()
    expect(await responseOf(stream, answered).text()).toBe('whole')
    session.destroy()
  })

  test('may answer packed, with headers that it repeats, and with nothing', async () => {
    const { host } = await serve(({ stream, line }) => {
      if (line.endsWith('empty')) return stream.respond({ ':status': 204 }, { endStream: true })
      stream.respond({ ':status': 200, 'content-encoding': 'gzip', 'set-cookie': ['a=1', 'b=2'] })
      stream.end(gzipSync('packed'))
    })
    const fetch = createFetch({ origin: host, isLoopback: true, connections: 1 })
    const packed = await fetch(`${host}/packed`, {})
    expect([await packed.text(), packed.headers.getSetCookie()]).toEqual(['packed', ['a=1', 'b=2']])
    const empty = await fetch(`${host}/empty`, {})
    expect([empty.status, await empty.text()]).toEqual([204, ''])
  })
})

describe('a server that speaks HTTP/1.1 alone', () => {
  test('has as many connections as there are requests at once', async () => {
    const waiting: (() => void)[] = []
    let requests = 0
    const server = createServer(certificate, (_request, response) => {
      requests += 1
      waiting.push(() => response.setHeader('content-type', 'application/json').end('{}'))
      if (waiting.length === 50 || requests === 120) for (const release of waiting.splice(0)) release()
    })
    const { host, sockets } = await listening(server as never)
    const client = createClient({ host, apiKey, clock: virtualClock(), timeoutMs: Number.POSITIVE_INFINITY })
    await Promise.all(Array.from({ length: 120 }, (_, n) => client.send(get(`/services/${n}`))))
    expect([requests, sockets.length]).toEqual([120, 50])
  })

  test('is asked again where a connection broke', async () => {
    let requests = 0
    const server = createServer(certificate, (request, response) => {
      requests += 1
      if (requests === 1) request.socket.destroy()
      else response.end('{}')
    })
    const { host } = await listening(server as never)
    const client = createClient({ host, apiKey, clock: virtualClock(), timeoutMs: Number.POSITIVE_INFINITY })
    await client.send(get('/owners'))
    expect(requests).toBe(2)
  })
})

test('a server that is not trusted is asked once, and sees no request', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '1')
  const { client, lines, sockets } = await serve(({ stream }) => answer(stream))
  await expect(client.send(get('/owners'))).rejects.toMatchObject({
    code: 'unreachable',
    found: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
  })
  expect([lines(), sockets.length]).toEqual([[], 1])
})
