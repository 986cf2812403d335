import { describe, expect, test } from 'vitest'
import { Hidden } from '../../src/hidden.ts'
import { call, callAll } from '../../src/operations/index.ts'
import { makeProject, makeService, serviceBody, startApi } from '../emulator/support.ts'
import { clientOf } from './support.ts'

const setting = async () => {
  const api = startApi()
  const { ownerId } = api.emulator
  const service = await makeService(api, serviceBody(ownerId, { envVars: [{ key: 'A', value: 'hidden-a' }] }))
  return { api, ownerId, service, ...clientOf(api) }
}

describe('a name in place of an id', () => {
  test('is looked up once, in the workspace that is meant', async () => {
    const { client, sent, service, ownerId } = await setting()
    const found = await call(client, 'services.get', { service: service.name }, { workspace: ownerId })
    expect(found.id).toBe(service.id)
    expect(sent.map(({ path, query }) => ({ path, owner: query.ownerId }))).toEqual([
      { path: '/services', owner: [ownerId] },
      { path: `/services/${service.id}`, owner: undefined },
    ])
  })

  test('of an environment has its project before it', async () => {
    const { api, client } = await setting()
    const {
      id: projectId,
      environmentIds: [environmentId],
    } = await makeProject(api)
    const { name } = await call(client, 'projects.get', { project: projectId })
    const { name: inner } = await call(client, 'environments.get', { environment: environmentId })
    expect((await call(client, 'environments.get', { environment: `${name}/${inner}` })).id).toBe(
      environmentId,
    )
    await expect(call(client, 'environments.get', { environment: inner })).rejects.toMatchObject({
      problems: [{ code: 'unknown-name', todo: 'Write project/environment, or its id (evm-…).' }],
    })
  })

  test('that nothing has is an error with the nearest one, before anything is changed', async () => {
    const { client, sent, service } = await setting()
    const wrong = `${service.name}x`
    await expect(call(client, 'services.delete', { service: wrong })).rejects.toMatchObject({
      problems: [
        {
          code: 'unknown-name',
          message: `there is no service ${wrong}`,
          todo: `Did you mean ${service.name}?`,
        },
      ],
    })
    expect(sent.map(({ method }) => method)).toEqual(['GET'])
  })

  test('that several things have is an error with their ids', async () => {
    const { api, client, service, ownerId } = await setting()
    const made = await api.send('POST', '/postgres', {
      ownerId,
      name: service.name,
      plan: 'free',
      version: '17',
    })
    await expect(
      call(client, 'logs.list', { workspace: ownerId, resource: [service.name] }),
    ).rejects.toMatchObject({
      problems: [
        { code: 'ambiguous-name', message: expect.stringContaining(`${service.id}, ${made.body.id}`) },
      ],
    })
  })
})

describe('what is given', () => {
  test('is checked before anything is sent, and all that is wrong is told', async () => {
    const { client, sent } = await setting()
    const given = {
      service: 'api',
      limit: 'many',
      status: ['alive'],
      sevrice: 'api',
      createdAfter: 'yesterday',
    }
    const told = call(client, 'deploys.list', given as never)
    await expect(told).rejects.toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({ code: 'unknown-parameter', todo: 'Did you mean service?' }),
        expect.objectContaining({
          code: 'wrong-parameter',
          message: expect.stringMatching(/^limit of deploys.list: expected a value of type integer/),
        }),
        expect.objectContaining({
          code: 'wrong-parameter',
          message: expect.stringMatching(/expected one of created, queued,/),
        }),
        expect.objectContaining({
          code: 'wrong-parameter',
          message: expect.stringMatching(/^createdAfter .*expected a time/),
        }),
      ]),
    })
    await expect(call(client, 'deploys.list', {} as never)).rejects.toMatchObject({
      problems: [{ code: 'missing-parameter', message: 'deploys.list needs service' }],
    })
    expect(sent).toEqual([])
  })

  test('needs a workspace only where the API does', async () => {
    const { client } = await setting()
    await expect(
      call(client, 'projects.create', { name: 'p', environments: [{ name: 'e' }] }),
    ).rejects.toMatchObject({
      problems: [{ code: 'missing-parameter', message: 'projects.create needs a workspace' }],
    })
    await expect(call(client, 'projects.list', {})).resolves.toEqual({ items: [], next: undefined })
  })

  test('of an unknown operation is told with the nearest one', async () => {
    const { client } = await setting()
    await expect(call(client, 'service.list' as never, {} as never)).rejects.toMatchObject({
      problems: [{ code: 'unknown-operation', todo: 'Did you mean services.list?' }],
    })
  })
})

test('hidden values are Hidden in answers, and may be given so', async () => {
  const { client, sent, service } = await setting()
  const found = await call(client, 'variables.get', { service: service.id, key: 'A' })
  expect(found.value).toBeInstanceOf(Hidden)
  expect(JSON.stringify(found)).not.toContain('hidden-a')
  expect(found.value.reveal()).toBe('hidden-a')
  await call(client, 'variables.set', { service: service.id, key: 'B', value: new Hidden('hidden-b') })
  expect(sent.at(-1)).toMatchObject({ method: 'PUT', body: { value: 'hidden-b' } })
})

describe('a list', () => {
  const many = async () => {
    const it = await setting()
    const variables = Array.from({ length: 230 }, (_, at) => ({ key: `KEY_${at}`, value: 'x' }))
    await call(it.client, 'variables.replace', { service: it.service.id, variables })
    it.sent.length = 0
    return it
  }

  test('is a page, with where the next one begins', async () => {
    const { client, service } = await many()
    const first = await call(client, 'variables.list', { service: service.id, limit: 100 })
    const second = await call(client, 'variables.list', {
      service: service.id,
      limit: 100,
      cursor: first.next,
    })
    const keys = [...first.items, ...second.items].map(({ key }) => key)
    expect(new Set(keys).size).toBe(200)
  })

  test('is read to its end page by page, and no further than is asked', async () => {
    const { client, sent, service } = await many()
    const seen: string[] = []
    for await (const { key } of callAll(client, 'variables.list', { service: service.id })) {
      seen.push(key)
      if (seen.length === 150) break
    }
    expect(sent).toHaveLength(2)
    for await (const { key } of callAll(client, 'variables.list', { service: service.id })) seen.push(key)
    expect(seen).toHaveLength(380)
  })
})

test('two accounts stand side by side, each with its own limits', async () => {
  const [one, other] = [await setting(), await setting()]
  await call(one.client, 'services.list', {})
  expect([one.client.sent(), other.client.sent()]).toEqual([{ get: 1 }, {}])
})
