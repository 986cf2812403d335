import { describe, expect, test } from 'vitest'
import { type Lookup, post } from '../../src/http/request.ts'
import { broken, empty, json, scripted, silence } from './scripted.ts'

interface Service {
  readonly id: string
  readonly name: string
}

const byName = (name: string): Lookup => ({
  list: { path: '/services', query: { name }, wrapper: 'service' },
  match: (service: Service) => service.name === name,
  answer: (service: Service) => ({ service }),
})
const create = (more: Partial<Lookup> = {}) =>
  post('/services', { name: 'api' }, { ...byName('api'), ...more })

const listed = (...names: string[]) =>
  json(
    200,
    names.map((name) => ({ service: { id: 'srv-1', name }, cursor: name })),
  )
const made = { service: { id: 'srv-1', name: 'api' } }
const look = 'GET /services?name=api&limit=100'
/** For as long as a server may be working, twice as late each time. */
const lookTimes = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000]
const looks = lookTimes.map(() => look)
const nothingThere = () => lookTimes.map(() => listed())

const losses: [string, Response | Error | (() => Promise<Response>)][] = [
  ['a connection that broke', broken('ECONNRESET')],
  ['a closed socket', broken('UND_ERR_SOCKET')],
  ['no answer in time', silence],
  ['HTTP 500', json(500, { message: 'oops' })],
  ['HTTP 504', empty(504)],
  ['a body cut short', new Response('{"deployId":"dep-1","serv', { status: 201 })],
  ['a body that broke', () => Promise.resolve(new Response(brokenStream(), { status: 201 }))],
  ['HTTP 503 that names no time', empty(503)],
  ['HTTP 503 that says when to come again', empty(503, { 'retry-after': '2' })],
]

function brokenStream() {
  return new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) })
}

const fresh = (step: (typeof losses)[number][1]) => (step instanceof Response ? step.clone() : step)

describe.each(losses)('a create whose answer was lost: %s', (_, loss) => {
  test('is found: it is never sent again', async () => {
    const { client, requests } = scripted([fresh(loss), listed('other', 'api')])
    await expect(client.send(create())).resolves.toEqual(made)
    expect(requests()).toEqual(['POST /services', look])
  })

  test('is not found: it is sent again', async () => {
    const { client, requests } = scripted([fresh(loss), ...nothingThere(), json(201, made)])
    await expect(client.send(create())).resolves.toEqual(made)
    expect(requests()).toEqual(['POST /services', ...looks, 'POST /services'])
  })

  test('is found late: the server was still at work', async () => {
    const late = [listed(), listed('other'), listed(), listed('api')]
    const { client, requests } = scripted([fresh(loss), ...late])
    await expect(client.send(create())).resolves.toEqual(made)
    expect(requests()).toEqual(['POST /services', look, look, look, look])
  })
})

describe('a create whose answer was lost', () => {
  test('is looked up again and again, for as long as the server may be working on it', async () => {
    const { client, seen } = scripted([broken('ECONNRESET'), ...nothingThere(), json(201, made)])
    await client.send(create())
    expect(seen.map(({ at }) => at)).toEqual([0, ...lookTimes, 30_000])
  })

  test('is looked up after the last try as well, and then nobody knows', async () => {
    const steps = Array.from({ length: 5 }, () => [broken('ECONNRESET'), ...nothingThere()]).flat()
    const { client, left } = scripted(steps)
    await expect(client.send(create())).rejects.toMatchObject({
      code: 'answer-lost',
      where: 'POST /services',
    })
    expect(left).toHaveLength(0)
  })

  test('the lookup fails: nobody knows, and it is not sent again', async () => {
    const { client, requests } = scripted([broken('ECONNRESET'), json(401, {})])
    await expect(client.send(create())).rejects.toMatchObject({ code: 'answer-lost' })
    expect(requests()).toHaveLength(2)
  })

  test('is matched with the time it was first sent, by the clock of the server', async () => {
    const times: number[] = []
    const match = (_: Service, sentAt: number) => times.push(sentAt) < 0
    const start = Date.UTC(2026, 0, 1)
    const ahead = (response: Response) => {
      response.headers.set('date', new Date(start + 3_600_000).toUTCString())
      return response
    }
    const { client } = scripted([
      broken('ECONNRESET'),
      ...lookTimes.map(() => listed('api')).map(ahead),
      json(201, made),
    ])
    await client.send(create({ match }))
    expect(times[0]).toEqual(start + 3_600_000 - 1000)
  })

  test('is matched with the time of the try that was lost, not of one that was refused', async () => {
    const times: number[] = []
    const match = (_: Service, sentAt: number) => times.push(sentAt) > 0
    const refused = json(429, {}, { 'retry-after': '60' })
    const { client } = scripted([refused, broken('ECONNRESET'), listed('api')])
    await client.send(create({ match }))
    expect(times).toEqual([Date.UTC(2026, 0, 1) + 60_000])
  })

  test('may be repeated if the request says so', async () => {
    const { client, requests } = scripted([broken('ECONNRESET'), empty(202)])
    await expect(client.send(post('/services/srv-1/scale', {}, 'repeat'))).resolves.toBeUndefined()
    expect(requests()).toHaveLength(2)
  })

  test('without a word about it: answer-lost, and nothing is sent again', async () => {
    const { client, requests } = scripted([broken('ECONNRESET')])
    const sent = client.send({ method: 'POST', path: '/disks', body: {} })
    await expect(sent).rejects.toMatchObject({ code: 'answer-lost', found: 'ECONNRESET at api.render.com' })
    expect(requests()).toHaveLength(1)
  })

  test('then the network is gone: still answer-lost', async () => {
    const gone = Array.from({ length: 4 }, () => broken('ECONNREFUSED'))
    const { client } = scripted([broken('ECONNRESET'), ...nothingThere(), ...gone])
    await expect(client.send(create())).rejects.toMatchObject({ code: 'answer-lost' })
  })
})

describe('a create that never left', () => {
  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    '%s: sent again, without a lookup',
    async (code) => {
      const { client, requests } = scripted([broken(code), json(201, made)])
      await expect(client.send(create())).resolves.toEqual(made)
      expect(requests()).toEqual(['POST /services', 'POST /services'])
    },
  )

  test('a few times, then the host is named', async () => {
    const { client, seen } = scripted(Array.from({ length: 3 }, () => broken('ECONNREFUSED')))
    await expect(client.send(create())).rejects.toMatchObject({
      code: 'unreachable',
      found: 'ECONNREFUSED at api.render.com',
    })
    expect(seen).toHaveLength(3)
  })
})

describe('a conflict', () => {
  test('after a lost answer is our own: looked up', async () => {
    const { client, requests } = scripted([
      broken('ECONNRESET'),
      ...nothingThere(),
      json(409, {}),
      listed('api'),
    ])
    await expect(client.send(create())).resolves.toEqual(made)
    expect(requests()).toEqual(['POST /services', ...looks, 'POST /services', look])
  })

  test('at first is not ours', async () => {
    const { client, requests } = scripted([json(409, { message: 'name in use' })])
    await expect(client.send(create())).rejects.toMatchObject({ code: 'conflict', answer: 'name in use' })
    expect(requests()).toEqual(['POST /services'])
  })

  test('at first is looked up if the request says so', async () => {
    const { client } = scripted([json(409, {}), listed('api')])
    await expect(client.send(create({ onConflict: 'lookup' }))).resolves.toEqual(made)
  })

  test('with nothing of ours there stays a conflict', async () => {
    const { client } = scripted([json(409, {}), listed('other')])
    await expect(client.send(create({ onConflict: 'lookup' }))).rejects.toMatchObject({ code: 'conflict' })
  })
})
