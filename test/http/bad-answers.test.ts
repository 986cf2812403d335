/** Answers that say 200 and are none of Render's: each is told as what it is, and none is taken for an answer. */
import { describe, expect, test } from 'vitest'
import {
  type Form,
  flag,
  id,
  listOf,
  maybe,
  object,
  segment,
  text,
  time,
  word,
} from '../../src/http/forms.ts'
import { type ApiList, del, get, type Lookup, patch, post } from '../../src/http/request.ts'
import { always, empty, json, scripted } from './scripted.ts'

const service = object({ id, name: word })
const services: ApiList = { path: '/services', wrapper: 'service', item: service }

describe('a form', () => {
  const rows: [string, Form, unknown, string | undefined][] = [
    ['a text', text, '', undefined],
    ['a number', text, 1, 'no text as "at"'],
    ['nothing', text, undefined, 'nothing as "at"'],
    ['an empty word', word, '', 'an empty text as "at"'],
    ['an id', id, 'dpg-0123456789abcdefghij-a', undefined],
    ['dots', id, '..', 'what is no id as "at"'],
    ['a slash', id, 'srv-1/deploys', 'what is no id as "at"'],
    ['a question', id, 'srv-1?x', 'what is no id as "at"'],
    ['an empty id', id, '', 'an empty text as "at"'],
    ['a name', segment, 'a b', undefined],
    ['dots for a name', segment, '..', 'what is no name as "at"'],
    ['false', flag, false, undefined],
    ['a word for a flag', flag, 'yes', 'no boolean as "at"'],
    ['no flag', flag, undefined, 'nothing as "at"'],
    ['a time', time, '2026-01-01T00:00:00Z', undefined],
    ['no time', time, 'soon', 'no time as "at"'],
    ['a list for an object', service, [], 'no object as "at"'],
    ['null for an object', service, null, 'no object as "at"'],
    ['an object for a list', listOf(text), {}, 'no list as "at"'],
    ['no list', listOf(text), undefined, 'nothing as "at"'],
    ['what is in a list', listOf(service), [{ id: 'srv-1', name: 'a' }, {}], 'nothing as "at[1].id"'],
    ['what is deep inside', object({ of: service }), { of: { id: 'x', name: 1 } }, 'no text as "at.of.name"'],
    ['null where that may be', maybe(text), null, undefined],
    ['nothing where that may be', maybe(text), undefined, undefined],
    ['something else where nothing may be', maybe(text), 1, 'no text as "at"'],
  ]
  test.each(rows)('%s', (_, form, value, found) => {
    expect(form(value, 'at')).toBe(found)
  })
})

const bodies: [string, () => Response][] = [
  ['no body', () => empty(200)],
  ['{}', () => json(200, {})],
  ['[]', () => json(200, [])],
  ['a text', () => json(200, 'ok')],
  ['null', () => json(200, null)],
  ['a missing field', () => json(200, { id: 'srv-1' })],
  ['an id that is empty', () => json(200, { id: '', name: 'api' })],
  ['an id that climbs', () => json(200, { id: '..', name: 'api' })],
  ['no content', () => empty(204)],
  ['a page of HTML', () => new Response('<p>welcome</p>')],
]

describe.each(bodies)('answered 200 with %s', (_, answer) => {
  const five = Array.from({ length: 5 }, answer)

  test.each([
    ['GET', get('/services/srv-1', undefined, service)],
    ['PATCH', patch('/services/srv-1', {}, service)],
  ])('a %s is tried five times, and then it is told', async (method, request) => {
    const { client, left } = scripted(five.map((response) => response.clone()))
    await expect(client.send(request)).rejects.toMatchObject({
      code: 'bad-answer',
      where: `${method} /services/srv-1`,
    })
    expect(left).toHaveLength(0)
  })

  test('a create may have been carried out: it is looked for', async () => {
    const whenLost: Lookup = { list: services, match: ({ name }: { name: string }) => name === 'api' }
    const create = post('/services', {}, whenLost, { body: service })
    const found = { id: 'srv-1', name: 'api' }
    const { client, requests } = scripted([answer(), json(200, [{ service: found, cursor: 'c' }])])
    await expect(client.send(create)).resolves.toEqual(found)
    expect(requests()).toEqual(['POST /services', 'GET /services?limit=100'])
  })
})

test('a good answer at the second try is one', async () => {
  const { client } = scripted([json(200, {}), json(200, { id: 'srv-1', name: 'api' })])
  await expect(client.send(get('/services/srv-1', undefined, service))).resolves.toMatchObject({
    name: 'api',
  })
})

describe('an answer that needs no body', () => {
  const trigger = post('/services/srv-1/deploys', {}, 'repeat', { body: object({ id }), empty: true })

  test.each([202, 204])('has none with %i', async (status) => {
    const { client } = scripted([empty(status)])
    await expect(client.send(trigger)).resolves.toBeUndefined()
  })

  test('has one with 200', async () => {
    const { client } = scripted(Array.from({ length: 5 }, () => empty(200)))
    await expect(client.send(trigger)).rejects.toMatchObject({
      code: 'bad-answer',
      where: 'POST /services/srv-1/deploys',
    })
  })

  test('a DELETE that is answered 200 is sent again, and then it is gone', async () => {
    const { client, requests } = scripted([json(200, {}), empty(404)])
    await expect(client.send(del('/disks/dsk-1'))).resolves.toBeUndefined()
    expect(requests()).toHaveLength(2)
  })
})

describe('a list', () => {
  const page = (from: number, cursor: (index: number) => string) =>
    Array.from({ length: 100 }, (_, index) => ({
      service: { id: `srv-${from + index}`, name: 'x' },
      cursor: cursor(from + index),
    }))
  const endless = (pageAt: (count: number) => unknown) => {
    let count = 0
    return Array.from({ length: 2_000 }, () => () => json(200, pageAt(count++)))
  }

  test('with an item that is none', async () => {
    const { client } = scripted(always(200, [{ service: { id: 'srv-1' }, cursor: 'c' }]))
    await expect(client.list(services)).rejects.toMatchObject({
      code: 'bad-answer',
      where: 'GET /services',
      found: 'nothing as "[0].name"',
    })
  })

  test.each([
    ['a page that brings nothing new', (count: number) => page(0, (index) => `c${count}-${index}`)],
    ['a cursor that was seen two pages before', (count: number) => page(count * 100, () => `c${count % 2}`)],
    ['page after page', (count: number) => page(count * 100, (index) => `c${index}`)],
  ])('ends at %s', async (_, pageAt) => {
    const { client, requests } = scripted(endless(pageAt))
    await expect(client.list(services)).rejects.toMatchObject({ code: 'bad-answer', where: 'GET /services' })
    expect(requests().length).toBeLessThanOrEqual(1_000)
  })

  test('by time ends as well', async () => {
    const at = Date.UTC(2026, 0, 1)
    const groups = (count: number) =>
      Array.from({ length: 100 }, (_, index) => ({
        id: `evg-${count * 100 + index}`,
        createdAt: new Date(at - count * 99_000 - index * 1_000).toISOString(),
      }))
    const { client, requests } = scripted(endless(groups))
    await expect(client.list({ path: '/env-groups' })).rejects.toMatchObject({ code: 'bad-answer' })
    expect(requests().length).toBeLessThanOrEqual(1_000)
  })
})

describe('a wait that the server asks for', () => {
  const asks = (status: number, seconds: number) => json(status, {}, { 'retry-after': String(seconds) })

  test.each([429, 503])('of 65 minutes and no more is waited, with %i', async (status) => {
    const told: number[] = []
    const { client, clock } = scripted([asks(status, 3900), json(200, [])])
    const start = clock.now()
    await client.send(get('/services'), { onWait: ({ until }) => told.push(until) })
    expect(clock.now() - start).toBe(3_900_000)
    expect(told).toEqual([start + 3_900_000])
  })

  test.each([429, 503])('of more is refused at once, and says until when, with %i', async (status) => {
    const { client, clock } = scripted([asks(status, 5400)])
    const start = clock.now()
    await expect(client.send(get('/services'))).rejects.toMatchObject({
      code: 'long-wait',
      where: 'GET /services',
      found: `HTTP ${status} that asks to wait until 2026-01-01T01:30:00Z`,
    })
    expect(clock.now()).toBe(start)
  })

  test('is waited as far as it may be', async () => {
    const { client, left } = scripted([asks(429, 5400), json(200, [])], { maxWaitMs: 5_400_000 })
    await client.send(get('/services'))
    expect(left).toHaveLength(0)
  })

  test('tells who waits, where nobody else is told', async () => {
    const told: string[] = []
    const { client } = scripted([asks(429, 30), json(200, [])], { onWait: (_, where) => told.push(where) })
    await client.send(get('/services/srv-1'))
    expect(told).toEqual(['GET /services/srv-1'])
  })
})

describe('what did not count', () => {
  const create = () => post('/services', {}, 'repeat')
  const spentAfter = async (refusals: readonly (Response | Error)[]) => {
    const { client, clock } = scripted([...refusals, ...Array.from({ length: 20 }, () => json(201, {}))])
    const start = clock.now()
    for (let made = 0; made < 20; made++) await client.send(create())
    return clock.now() - start
  }

  test('a refused try uses none of the creates of the hour', async () => {
    expect(await spentAfter(Array.from({ length: 5 }, () => asksSoon(429)))).toBeLessThan(60_000)
  })

  test('one that was carried out does', async () => {
    expect(await spentAfter([json(500, {})])).toBeGreaterThan(3_500_000)
  })

  const asksSoon = (status: number) => json(status, {}, { 'retry-after': '1' })
})
