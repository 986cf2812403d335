import { describe, expect, test } from 'vitest'
import { always, json, scripted } from './scripted.ts'

const services = { path: '/services', query: { ownerId: 'tea-1' }, wrapper: 'service' }
const groups = { path: '/env-groups' }

const page = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ cursor: `c${from + index}`, service: { id: from + index } }))

// Newest first, one a second.
const created = (second: number, id = `evg-${second}`) => ({
  id,
  createdAt: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
})
const newestFirst = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => created(from - index))

describe('a list with cursors', () => {
  test('one page that is not full is all', async () => {
    const { client, requests } = scripted([json(200, page(0, 99))])
    await expect(client.list(services)).resolves.toHaveLength(99)
    expect(requests()).toEqual(['GET /services?ownerId=tea-1&limit=100'])
  })

  test('is read as long as pages are full', async () => {
    const { client, requests } = scripted([json(200, page(0, 100)), json(200, page(100, 100)), json(200, [])])
    const items = await client.list<{ id: number }>(services)
    expect(items.map(({ id }) => id)).toEqual(Array.from({ length: 200 }, (_, index) => index))
    expect(requests().slice(1)).toEqual([
      'GET /services?ownerId=tea-1&limit=100&cursor=c99',
      'GET /services?ownerId=tea-1&limit=100&cursor=c199',
    ])
  })

  test.each([
    ['an object', { services: [] }],
    ['null', null],
    ['a list of something else', ['srv-1']],
    ['items under another key', [{ cursor: 'c', project: {} }]],
    ['a full page without cursors', page(0, 100).map(({ service }) => ({ service }))],
  ])('%s is a bad answer', async (_, body) => {
    const { client } = scripted(always(200, body))
    await expect(client.list(services)).rejects.toMatchObject({ code: 'bad-answer', where: 'GET /services' })
  })

  test('a cursor that leads nowhere ends in an error, not in a loop', async () => {
    const { client } = scripted([json(200, page(0, 100)), json(200, page(0, 100))])
    await expect(client.list(services)).rejects.toMatchObject({ code: 'bad-answer' })
  })
})

describe('a bare list', () => {
  test('up to 99 items is all', async () => {
    const { client, requests } = scripted([json(200, newestFirst(99, 99))])
    await expect(client.list(groups)).resolves.toHaveLength(99)
    expect(requests()).toEqual(['GET /env-groups?limit=100'])
  })

  test('longer than a page has no pages', async () => {
    const { client } = scripted([json(200, newestFirst(150, 150))])
    await expect(client.list(groups)).resolves.toHaveLength(150)
  })

  test('goes on with what was created before the last item, and drops what it knows', async () => {
    const first = newestFirst(200, 100)
    const twin = created(101, 'evg-twin')
    const { client, requests } = scripted([json(200, first), json(200, [created(101), twin, created(100)])])
    const items = await client.list<{ id: string }>(groups)
    expect(items.map(({ id }) => id)).toEqual([...first.map(({ id }) => id), 'evg-twin', 'evg-100'])
    expect(requests()[1]).toBe('GET /env-groups?limit=100&createdBefore=2026-01-01T00%3A01%3A41.000001Z')
  })

  test('has cursors where its items have them', async () => {
    const first = newestFirst(200, 100).map((item) => ({ ...item, cursor: `after ${item.id}` }))
    const { client, requests } = scripted([json(200, first), json(200, newestFirst(100, 1))])
    await expect(client.list(groups)).resolves.toHaveLength(101)
    expect(requests()[1]).toBe('GET /env-groups?limit=100&cursor=after+evg-101')
  })

  test.each([
    ['that stays the same', newestFirst(200, 100)],
    ['that is oldest first', newestFirst(200, 100).reverse()],
    ['whose items have no time', Array.from({ length: 100 }, (_, id) => ({ id }))],
    ['whose items have a wrong time', newestFirst(200, 100).map(({ id }) => ({ id, createdAt: 'now' }))],
  ])('a full page %s is an error, not half a list', async (_, items) => {
    const { client } = scripted(Array.from({ length: 3 }, () => json(200, items)))
    await expect(client.list(groups)).rejects.toMatchObject({ code: 'bad-answer', where: 'GET /env-groups' })
  })
})

describe('a bare list of what was created together', () => {
  interface Made {
    readonly id: string
    readonly createdAt?: string
  }

  /** Answers as a server does that compares times as exactly as `unit` microseconds. */
  const serving = (items: readonly (Made & { readonly made: number })[], unit: number) => {
    const micros = (time: string) => Date.parse(time) * 1000 + Number(time.slice(23, -1))
    const answer = (url: string) => {
      const query = new URL(url).searchParams
      const bound = (name: string, none: number) => {
        const time = query.get(name)
        return time === null ? none : Math.floor(micros(time) / unit)
      }
      const [before, after] = [bound('createdBefore', Infinity), bound('createdAfter', -Infinity)]
      const found = items.filter(({ made }) => made / unit < before && Math.floor(made / unit) > after)
      return json(
        200,
        found.slice(0, 100).map(({ made: _, ...item }) => item),
      )
    }
    return scripted(Array.from({ length: 60 }, () => answer))
  }

  const start = Date.UTC(2026, 0, 1) * 1000
  const timeOf = (made: number) =>
    `${new Date(Math.floor(made / 1000)).toISOString().slice(0, 23)}${String(made % 1000).padStart(3, '0')}Z`

  /** One each `step` microseconds, newest first. */
  const every = (step: number, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const made = start + step * (count - index)
      return { id: `evg-${count - index}`, createdAt: timeOf(made), made }
    })

  test.each([
    ['in one millisecond', every(3, 250), 1],
    ['in few milliseconds', every(9, 350), 1],
    ['in few milliseconds, by a server that compares milliseconds,', every(20, 350), 1000],
  ])('%s is read to its end', async (_, items, unit) => {
    const { client } = serving(items, unit)
    const found = await client.list<Made>(groups)
    expect(new Set(found.map(({ id }) => id)).size).toBe(items.length)
    expect(found).toHaveLength(items.length)
  })

  test('and tells no time is told apart by ids, which begin with the second', async () => {
    const items = every(5000, 450).map(({ made }, index) => {
      const second = Math.floor(made / 1_000_000)
      return {
        id: `rgc-${(second * 8).toString(32).padStart(7, '0')}${String(999 - index).padStart(13, '0')}`,
        made,
      }
    })
    const { client } = serving(items, 1)
    const found = await client.list<Made>({ path: '/registrycredentials' })
    expect(new Set(found.map(({ id }) => id)).size).toBe(items.length)
  })

  test.each([
    ['at the same time', every(0, 101), 1],
    ['in one millisecond, by a server that compares milliseconds,', every(3, 250), 1000],
  ])('%s is an error, not half a list', async (_, items, unit) => {
    const { client } = serving(items, unit)
    await expect(client.list(groups)).rejects.toMatchObject({ code: 'bad-answer' })
  })
})

describe.each([
  ['of which the wrapper is known', { path: '/env-groups', wrapper: 'envGroup' }],
  ['of which no wrapper is known', groups],
])('a list %s', (_, list) => {
  const all = newestFirst(200, 101).map(({ id }) => id)
  const idsOf = async (...pages: readonly unknown[][]) => {
    const { client, requests } = scripted(pages.map((page) => json(200, page)))
    const items = await client.list<{ id: string }>(list)
    return { ids: items.map(({ id }) => id), second: requests()[1] }
  }
  const wrap = (items: readonly { readonly id: string }[]) => items.map((envGroup) => ({ envGroup }))
  const withCursors = <T extends object>(items: readonly T[]) =>
    items.map((item, at) => ({ ...item, cursor: `after ${at}` }))

  test('is read by cursors where its items are wrapped and have them', async () => {
    const first = withCursors(wrap(newestFirst(200, 100)))
    const { ids, second } = await idsOf(first, withCursors(wrap(newestFirst(100, 1))))
    expect(ids).toEqual(all)
    expect(second).toBe('GET /env-groups?limit=100&cursor=after+99')
  })

  test('is read by cursors where its items are bare and have them', async () => {
    const { ids } = await idsOf(withCursors(newestFirst(200, 100)), newestFirst(100, 1))
    expect(ids).toEqual(all)
  })

  test('is read by time where its items are wrapped and have none', async () => {
    const { ids, second } = await idsOf(wrap(newestFirst(200, 100)), wrap(newestFirst(101, 2)))
    expect(ids).toEqual(all)
    expect(second).toMatch(/createdBefore=/)
  })

  test('is read by time where its items are bare and have none', async () => {
    const { ids } = await idsOf(newestFirst(200, 100), newestFirst(101, 2))
    expect(ids).toEqual(all)
  })
})

test.each([
  ['nothing', [{}]],
  ['nothing but a cursor', [{ cursor: 'c' }]],
  ['a list under the wrapper', [{ cursor: 'c', service: [] }]],
  ['a text under the wrapper', [{ cursor: 'c', service: 'srv-1' }]],
])('an item of %s is a bad answer', async (_, body) => {
  const { client } = scripted(always(200, body))
  await expect(client.list(services)).rejects.toMatchObject({ code: 'bad-answer', where: 'GET /services' })
})

describe('what is no list of pages', () => {
  test('one item is a list of one', async () => {
    const { client, requests } = scripted([json(200, { ownerId: 'tea-1' })])
    const one = { path: '/metrics-stream/tea-1', answers: 'one item' } as const
    await expect(client.list(one)).resolves.toEqual([{ ownerId: 'tea-1' }])
    expect(requests()).toEqual(['GET /metrics-stream/tea-1'])
  })

  test('one item that is not there is a list of none', async () => {
    const { client } = scripted([json(404, { message: 'not found: tea-1' })])
    await expect(client.list({ path: '/a', answers: 'one item' })).resolves.toEqual([])
  })

  test.each([
    ['a list', []],
    ['a text', 'no'],
    ['null', null],
  ])('%s is no item', async (_, body) => {
    const { client } = scripted(always(200, body))
    const list = client.list({ path: '/a', answers: 'one item' })
    await expect(list).rejects.toMatchObject({ code: 'bad-answer', where: 'GET /a' })
  })

  test('what may not be seen is not taken for nothing', async () => {
    const { client } = scripted([json(403, {})])
    await expect(client.list({ path: '/a', answers: 'one item' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test.each([
    ['one page', 'GET /a?limit=100'],
    ['all at once', 'GET /a'],
  ] as const)('%s is asked for once, full or not', async (answers, request) => {
    const { client, requests } = scripted([json(200, newestFirst(300, 100))])
    await expect(client.list({ path: '/a', answers })).resolves.toHaveLength(100)
    expect(requests()).toEqual([request])
  })
})
