import { describe, expect, test } from 'vitest'
import { json, scripted } from './scripted.ts'

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
    const { client } = scripted([json(200, body)])
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
    expect(requests()[1]).toBe('GET /env-groups?limit=100&createdBefore=2026-01-01T00%3A01%3A41.001Z')
  })

  test('ends when a page brings nothing new', async () => {
    const { client } = scripted([json(200, newestFirst(200, 100)), json(200, newestFirst(200, 100))])
    await expect(client.list(groups)).resolves.toHaveLength(100)
  })

  test('a full page that cannot be continued is an error, not half a list', async () => {
    const { client } = scripted([
      json(
        200,
        Array.from({ length: 100 }, (_, id) => ({ id })),
      ),
    ])
    await expect(client.list(groups)).rejects.toMatchObject({ code: 'bad-answer' })
  })
})
