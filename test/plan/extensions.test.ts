/** What the file may say beyond Render's own language. */

import { describe, expect, test } from 'vitest'
import { ignoredOf, itemsOf } from '../../src/change.ts'
import { post } from '../../src/http/request.ts'
import { bench, failures, lines, secretsOf } from '../support/workspace.ts'

const node = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const file = (...services: readonly object[]) => JSON.stringify({ services })

describe('renamedFrom', () => {
  const before = file({ type: 'worker', name: 'old', ...node })
  const after = file({ type: 'worker', name: 'new', ...node, 'x-render-sync': { renamedFrom: 'old' } })

  test('renames the live resource instead of creating another', async () => {
    const it = bench()
    await it.apply(before)
    expect(lines((await it.plan(after)).plan)).toEqual(['update service/new', '  name'])
    expect(failures(await it.apply(after))).toEqual([])
    expect(it.sent.filter(({ method, path }) => method === 'POST' && path === '/services')).toHaveLength(1)
    expect(lines((await it.plan(after)).plan)).toEqual([])
  })

  test('creates where neither name is there', async () => {
    expect(lines((await bench().plan(after)).plan)[0]).toBe('create service/new')
  })

  test('is done when the new name is there', async () => {
    const it = bench()
    await it.apply(before)
    await it.apply(file({ type: 'worker', name: 'new', ...node }))
    expect(lines((await it.plan(after)).plan)).toEqual([])
  })

  test('takes environments along with their project', async () => {
    const it = bench()
    await it.apply(JSON.stringify({ projects: [{ name: 'old', environments: [{ name: 'production' }] }] }))
    const renamed = JSON.stringify({
      projects: [
        { name: 'new', environments: [{ name: 'production' }], 'x-render-sync': { renamedFrom: 'old' } },
      ],
    })
    expect(lines((await it.plan(renamed)).plan)).toEqual(['update project/new', '  name'])
    expect(failures(await it.apply(renamed))).toEqual([])
    expect(lines((await it.plan(renamed)).plan)).toEqual([])
  })

  test('writes a registry credential as a whole: the API takes its token again with the name', async () => {
    const credential = (name: string, more: object = {}) =>
      JSON.stringify({
        'x-render-sync': {
          registryCredentials: [{ name, registry: 'docker', username: 'acme', ...more }],
        },
      })
    const it = bench()
    const old = secretsOf({ 'old/authToken': 'hidden-old' })
    expect(failures(await it.apply(credential('old'), { secrets: old }))).toEqual([])
    const renamed = credential('new', { 'x-render-sync': { renamedFrom: 'old' } })
    const { plan } = await it.plan(renamed)
    expect(plan.problems.map(({ code, address }) => `${code} ${address}`)).toEqual([
      'missing-secret registry-credential/new/login',
    ])
    const from = it.sent.length
    const secrets = secretsOf({ 'new/authToken': 'hidden-new' })
    expect(failures(await it.apply(renamed, { secrets }))).toEqual([])
    expect(it.sent.slice(from).filter(({ method }) => method !== 'GET')).toMatchObject([
      {
        method: 'PATCH',
        body: { name: 'new', registry: 'DOCKER', username: 'acme', authToken: 'hidden-new' },
      },
    ])
    expect(lines((await it.plan(renamed)).plan)).toEqual([])
  })

  test('keeps the links of a group: its services are neither linked anew nor deployed', async () => {
    const it = bench()
    const withGroup = (group: { readonly name: string }) =>
      JSON.stringify({
        envVarGroups: [{ envVars: [{ key: 'LEVEL', value: 'info' }], ...group }],
        services: [{ type: 'worker', name: 'api', ...node, envVars: [{ fromGroup: group.name }] }],
      })
    expect(failures(await it.apply(withGroup({ name: 'old' })))).toEqual([])
    const renamed = { name: 'new settings', 'x-render-sync': { renamedFrom: 'old' } }
    const { plan } = await it.plan(withGroup(renamed))
    expect(lines(plan)).toEqual(['update group/new%20settings', '  name'])
    expect(plan.unmanaged).toEqual([])
    expect(failures(await it.apply(withGroup(renamed)))).toEqual([])
    expect(lines((await it.plan(withGroup(renamed))).plan)).toEqual([])
  })

  test('is refused where two have the old name, with the ids of both', async () => {
    const it = bench()
    const body = { name: 'old', ownerId: it.emulator.ownerId, envVars: [] }
    const one = await it.client.send<{ id: string }>(post('/env-groups', body, 'repeat'))
    const two = await it.client.send<{ id: string }>(post('/env-groups', body, 'repeat'))
    const group = { name: 'new', envVars: [], 'x-render-sync': { renamedFrom: 'old' } }
    const { plan } = await it.plan(JSON.stringify({ envVarGroups: [group] }))
    const [problem] = plan.problems
    expect(problem?.code).toBe('ambiguous-identity')
    expect(problem?.message).toContain(one.id)
    expect(problem?.message).toContain(two.id)
  })
})

describe('ignore', () => {
  const service = (url: string, level: string, ignore: readonly unknown[]) =>
    file({
      type: 'web',
      name: 'api',
      runtime: 'image',
      image: { url },
      envVars: [{ key: 'LEVEL', value: level }],
      'x-render-sync': { ignore },
    })

  test('leaves a field alone, and says what differs and why', async () => {
    const it = bench()
    await it.apply(service('acme/api:1', 'info', []))
    const { plan } = await it.plan(
      service('acme/api:2', 'info', [{ path: 'image.url', reason: 'CI sets the tag' }]),
    )
    expect(lines(plan)).toEqual([])
    expect(plan.changes.flatMap(ignoredOf)).toEqual([
      { address: 'service/api', field: 'image.url', reason: 'CI sets the tag' },
    ])
  })

  test('leaves an item alone', async () => {
    const it = bench()
    await it.apply(service('acme/api:1', 'info', []))
    const { plan } = await it.plan(service('acme/api:1', 'debug', ['env/LEVEL']))
    expect(lines(plan)).toEqual([])
    expect(plan.changes.flatMap(ignoredOf).map(({ field }) => field)).toEqual(['env/LEVEL'])
  })

  test('covers all items of an aspect, and names by a star', async () => {
    const it = bench()
    await it.apply(service('acme/api:1', 'info', []))
    for (const pattern of ['env', 'env/*', 'env/LEV*']) {
      expect(lines((await it.plan(service('acme/api:1', 'debug', [pattern]))).plan)).toEqual([])
    }
    expect(lines((await it.plan(service('acme/api:1', 'debug', ['env/L']))).plan)).not.toEqual([])
  })

  test('is no obstacle to creating: somebody has to give the first value', async () => {
    const it = bench()
    expect(failures(await it.apply(service('acme/api:1', 'info', ['image.url', 'env'])))).toEqual([])
    expect(it.sent.find(({ method }) => method === 'POST')?.body).toMatchObject({
      image: { imagePath: 'acme/api:1' },
      envVars: [{ key: 'LEVEL', value: 'info' }],
    })
  })
})

describe('moves between environments', () => {
  const services = Array.from({ length: 5 }, (_, i) => ({ type: 'worker', name: `w${i}`, ...node }))
  const environments = (...lists: readonly object[]) =>
    JSON.stringify({
      projects: [
        {
          name: 'shop',
          environments: [
            { name: 'one', ...lists[0] },
            { name: 'two', ...lists[1] },
          ],
        },
      ],
    })

  test('name the environment that they leave, also where the file names none', async () => {
    const worker = { type: 'worker', name: 'api', ...node }
    const it = bench()
    const projects = [{ name: 'shop', environments: [{ name: 'live', services: [worker] }] }]
    expect(failures(await it.apply(JSON.stringify({ projects })))).toEqual([])
    const { plan } = await it.plan(JSON.stringify({ ungrouped: { services: [worker] } }))
    expect(plan.changes.flatMap(itemsOf)).toMatchObject([
      { fields: [{ field: 'environment', before: 'environment/shop/live', after: undefined }] },
    ])
  })

  test('take one request for all that move together', async () => {
    const it = bench()
    await it.apply(environments({ services }, {}))
    const after = environments({}, { services })
    const { plan } = await it.plan(after)
    expect(plan.requests).toEqual({ write: 1 })
    const before = it.sent.length
    expect(failures(await it.apply(after))).toEqual([])
    const moves = it.sent.slice(before).filter(({ method }) => method !== 'GET')
    expect(moves).toHaveLength(1)
    expect((moves[0]?.body as { resourceIds: string[] } | undefined)?.resourceIds).toHaveLength(5)
    expect(lines((await it.plan(after)).plan)).toEqual([])
  })

  test.each([
    ['of one resource only, when the API refuses that one', 404, 1, 6],
    ['of all, when the API refuses whoever asks', 403, 5, 1],
  ])('fail %s', async (_title, status, failing, requests) => {
    let gone: string | undefined
    const it = bench({
      intercept: ({ method, path, body }) =>
        gone !== undefined &&
        method === 'POST' &&
        path.endsWith('/resources') &&
        (body as { resourceIds: string[] }).resourceIds.includes(gone) &&
        status,
    })
    await it.apply(environments({ services }, {}))
    const after = environments({}, { services })
    const { known } = await it.plan(after)
    gone = known.id('service/w2')
    const before = it.sent.length
    const events = await it.apply(after)
    const failed = events.flatMap((event) => (event.type === 'apply_errored' ? [event.address] : []))
    expect(failed).toHaveLength(failing)
    expect(failed).toContain('service/w2')
    expect(it.sent.slice(before).filter(({ method }) => method !== 'GET')).toHaveLength(requests)
  })
})
