import { describe, expect, test } from 'vitest'
import type { Api } from './support.ts'
import { imageBody, makeProject, makeService, serviceBody, siteBody, startApi } from './support.ts'

/** What is odd about the real API, each with the recording that shows it (API facts §0, §1, §10). */

const makeGroup = async (api: Api, changes: Record<string, unknown> = {}) => {
  const body = { name: 'shared', ownerId: api.emulator.ownerId, envVars: [], ...changes }
  return (await api.send('POST', '/env-groups', body)).body
}

const keys = (body: { envVar: { key: string } }[]) => body.map(({ envVar }) => envVar.key)

describe('variables and files', () => {
  test('PUT answers in the order of the request, GET newest first (webservice--env_var#90,96)', async () => {
    const api = startApi()
    const path = `/services/${(await makeService(api)).id}/env-vars`
    const put = await api.send('PUT', path, [
      { key: 'A', value: '1' },
      { key: 'B', generateValue: true },
    ])
    expect(keys(put.body)).toEqual(['A', 'B'])
    expect(put.body[1].envVar.value).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    expect(keys((await api.send('GET', path)).body)).toEqual(['B', 'A'])
  })

  test('PUT gives even unchanged keys new cursors (webservice--env_var#44,90)', async () => {
    const api = startApi()
    const path = `/services/${(await makeService(api)).id}/env-vars`
    const first = await api.send('PUT', path, [{ key: 'A', value: '1' }])
    const second = await api.send('PUT', path, [{ key: 'A', value: '1' }])
    expect(first.body[0].cursor).toHaveLength(32)
    expect(second.body[0].cursor).not.toBe(first.body[0].cursor)
  })

  test('a body of null clears the list to [] (webservice--runtime_update#26)', async () => {
    const api = startApi()
    const path = `/services/${(await makeService(api)).id}/env-vars`
    await api.send('PUT', path, [{ key: 'A', value: '1' }])
    const { status, body } = await api.send('PUT', path, 'null')
    expect([status, body]).toEqual([200, []])
  })

  test('one secret file is answered 201, in a group 200 and the whole group (envgroup--env_group#8)', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const group = await makeGroup(api)
    const file = { content: 'x' }
    const own = await api.send('PUT', `/services/${id}/secret-files/a`, file)
    expect([own.status, own.body]).toEqual([201, { name: 'a', content: 'x' }])
    const shared = await api.send('PUT', `/env-groups/${group.id}/secret-files/a`, file)
    expect([shared.status, shared.body.id]).toEqual([200, group.id])
  })
})

describe('env groups', () => {
  const metadata = ['createdAt', 'id', 'name', 'ownerId', 'serviceLinks', 'updatedAt']

  test('the list has metadata only, wrapped and with cursors, as clients report (API facts §1.3)', async () => {
    const api = startApi()
    for (const name of ['one', 'two']) await makeGroup(api, { name, envVars: [{ key: 'A', value: '1' }] })
    const { body } = await api.send('GET', '/env-groups?limit=1')
    expect(Object.keys(body[0])).toEqual(['envGroup', 'cursor'])
    expect(Object.keys(body[0].envGroup).sort()).toEqual(metadata)
    const second = await api.send('GET', `/env-groups?cursor=${body[0].cursor}`)
    expect(second.body.map((row: { envGroup: { name: string } }) => row.envGroup.name)).toEqual(['one'])
  })

  test('or bare and without cursors, as the documents have it (API facts §1.3)', async () => {
    const api = startApi({ envGroups: 'bare' })
    await makeGroup(api, { envVars: [{ key: 'A', value: '1' }] })
    const { body } = await api.send('GET', '/env-groups')
    expect(Object.keys(body[0]).sort()).toEqual(metadata)
  })

  test('contents are newest first and move no updatedAt, a new name does (envgroup--env_group#3,12)', async () => {
    const api = startApi()
    const group = await makeGroup(api, { envVars: [{ key: 'A', value: '1' }] })
    const path = `/env-groups/${group.id}`
    const { body: read } = await api.send('GET', path)
    const { body: put } = await api.send('PUT', `${path}/env-vars/B`, { value: '2' })
    expect(put.envVars.map(({ key }: { key: string }) => key)).toEqual(['B', 'A'])
    expect(put.updatedAt).toBe(read.updatedAt)
    expect((await api.send('PATCH', path, { name: 'other' })).body.updatedAt > read.updatedAt).toBe(true)
  })

  test('links have the short names of types (API facts §1.3)', async () => {
    const api = startApi()
    const { id } = await makeService(api, imageBody(api.emulator.ownerId, { type: 'private_service' }))
    const group = await makeGroup(api, { serviceIds: [id] })
    expect(group.serviceLinks).toEqual([{ id, name: 'api', type: 'pserv' }])
  })
})

describe('times', () => {
  test.each([
    ['/env-groups', { name: 'shared', envVars: [] }],
    ['/postgres', { name: 'db', plan: 'basic_256mb', version: '17' }],
    ['/key-value', { name: 'cache', plan: 'free' }],
    ['/dedicated-ips', { name: 'out', region: 'oregon' }],
  ])(
    'POST %s tells nanoseconds, GET the same rounded to microseconds (postgres--postgres#4,5)',
    async (path, body) => {
      const api = startApi()
      const made = await api.send('POST', path, { ...body, ownerId: api.emulator.ownerId })
      const read = await api.send('GET', `${path}/${made.body.id}`)
      expect(made.body.createdAt).toMatch(/\.\d{7,9}Z$/)
      expect(read.body.createdAt).toMatch(/\.\d{1,6}Z$/)
      const seconds = (instant: string) => Number(instant.slice(17, -1))
      expect(Math.abs(seconds(made.body.createdAt) - seconds(read.body.createdAt))).toBeLessThanOrEqual(6e-7)
    },
  )
})

describe('static sites', () => {
  test('headers are newest first, null when emptied, with new ids each time (API facts §1.7)', async () => {
    const api = startApi()
    const path = `/services/${(await makeService(api, siteBody(api.emulator.ownerId))).id}/headers`
    const header = (name: string) => ({ path: '/*', name, value: '1' })
    const first = await api.send('PUT', path, [header('A'), header('B')])
    const again = await api.send('PUT', path, [header('A'), header('B')])
    expect(first.body[0].id).not.toBe(again.body[0].id)
    const read = await api.send('GET', path)
    expect(read.body.map((row: { header: { name: string } }) => row.header.name)).toEqual(['B', 'A'])
    const emptied = await api.send('PUT', path, [])
    expect([emptied.status, emptied.body]).toEqual([200, null])
    expect((await api.send('GET', path)).body).toEqual([])
  })

  test('routes are in their own order, their place being their priority (API facts §1.7)', async () => {
    const api = startApi()
    const path = `/services/${(await makeService(api, siteBody(api.emulator.ownerId))).id}/routes`
    const route = (source: string) => ({ type: 'rewrite', source, destination: '/' })
    await api.send('PUT', path, [route('/a'), route('/b')])
    await api.send('POST', path, { ...route('/c'), priority: 0 })
    const { body } = await api.send('GET', `${path}?cursor=&limit=100`)
    const rows = body.map((row: { route: { source: string; priority: number } }) => row.route)
    expect(
      rows.map(({ source, priority }: { source: string; priority: number }) => [source, priority]),
    ).toEqual([
      ['/c', 0],
      ['/a', 1],
      ['/b', 2],
    ])
  })
})

describe('domains', () => {
  test.each([
    ['app.example.com', [['app.example.com', 'subdomain', '']]],
    ['*.example.com', [['*.example.com', 'subdomain', '']]],
    ['app.xn--e1afmkfd.xn--p1ai', [['app.xn--e1afmkfd.xn--p1ai', 'subdomain', '']]],
    [
      'example.com',
      [
        ['example.com', 'apex', ''],
        ['www.example.com', 'subdomain', 'example.com'],
      ],
    ],
    [
      'www.example.co.uk',
      [
        ['www.example.co.uk', 'subdomain', ''],
        ['example.co.uk', 'apex', 'www.example.co.uk'],
      ],
    ],
  ])(
    'POST %s answers an array, with the counterpart of an apex or www. (API facts §1.4)',
    async (name, expected) => {
      const api = startApi()
      const path = `/services/${(await makeService(api)).id}/custom-domains`
      const { status, body } = await api.send('POST', path, { name })
      const shown = body.map((domain: Record<string, string>) => [
        domain.name,
        domain.domainType,
        domain.redirectForName,
      ])
      expect([status, shown]).toEqual([201, expected])
      expect((await api.send('DELETE', `${path}/${name}`)).status).toBe(204)
      expect((await api.send('GET', path)).body).toEqual([])
    },
  )

  test.each(['*', '*.com', 'app.*.com', 'a*.example.com', 'example', 'example.c0m', '-a.example.com'])(
    'POST %s is 400',
    async (name) => {
      const api = startApi()
      const path = `/services/${(await makeService(api)).id}/custom-domains`
      expect((await api.send('POST', path, { name })).status).toBe(400)
    },
  )
})

describe('projects and environments', () => {
  test('the lists of an empty environment are null (project--project#1)', async () => {
    const api = startApi()
    const project = await makeProject(api)
    const { body } = await api.send('GET', `/environments/${project.environmentIds[0]}`)
    const none = { serviceIds: null, databasesIds: null, redisIds: null, envGroupIds: null }
    expect(body).toMatchObject(none)
  })

  test('DELETE of a membership takes any id for the environment (postgres--postgres#33)', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const project = await makeProject(api)
    const [environmentId] = project.environmentIds
    await api.send('POST', `/environments/${environmentId}/resources`, { resourceIds: [id] })
    expect((await api.send('GET', `/services/${id}`)).body.environmentId).toBe(environmentId)
    const removed = await api.send('DELETE', `/environments/${id}/resources?resourceIds=${id}`)
    expect(removed.status).toBe(204)
    expect((await api.send('GET', `/services/${id}`)).body).not.toHaveProperty('environmentId')
  })

  test('a PATCH of a project with its own name moves updatedAt (project--project#14)', async () => {
    const api = startApi()
    const project = await makeProject(api)
    const { body } = await api.send('PATCH', `/projects/${project.id}`, { name: project.name })
    expect(body.updatedAt > project.updatedAt).toBe(true)
  })

  test('deleting a project deletes what is in it (API facts §1.10)', async () => {
    const api = startApi()
    const project = await makeProject(api)
    const [environmentId] = project.environmentIds
    const { id } = await makeService(api, serviceBody(api.emulator.ownerId, { environmentId }))
    expect((await api.send('DELETE', `/projects/${project.id}`)).status).toBe(204)
    expect((await api.send('GET', `/services/${id}`)).status).toBe(404)
  })
})

test('a log stream override that is not there is 404, a notification override has defaults (cronjob--git#4,5)', async () => {
  const api = startApi()
  const { id } = await makeService(api)
  const stream = await api.send('GET', `/logs/streams/resource/${id}`)
  expect([stream.status, stream.body]).toEqual([404, { message: `not found: ${id}` }])
  const override = await api.send('GET', `/notification-settings/overrides/services/${id}`)
  expect(override.body.notificationsToSend).toBe('default')
})
