import { describe, expect, test } from 'vitest'
import type { Api } from './support.ts'
import {
  cronBody,
  expectRefused,
  imageBody,
  makeService,
  postgresBody,
  serviceBody,
  siteBody,
  startApi,
} from './support.ts'

/** Deploys and databases on a virtual clock; durations as in docs/emulator.md. */

const deploysOf = async (api: Api, id: string) =>
  (await api.send('GET', `/services/${id}/deploys`)).body.map(
    (row: { deploy: { status: string } }) => row.deploy,
  )

const statusesOf = async (api: Api, id: string): Promise<string[]> =>
  (await deploysOf(api, id)).map(({ status }: { status: string }) => status)

/** What the newest deploy of a service is, second by second, without repetitions. */
const courseOf = async (api: Api, id: string, seconds: number) => {
  const course: [second: number, status: string][] = []
  for (let second = 0; second <= seconds; second++) {
    const [status = ''] = await statusesOf(api, id)
    if (course.at(-1)?.[1] !== status) course.push([second, status])
    await api.pass(1)
  }
  return course
}

const withPreDeploy = (body: { serviceDetails: object }) => ({
  ...body,
  serviceDetails: { ...body.serviceDetails, preDeployCommand: 'migrate' },
})

describe('the course of a deploy', () => {
  test.each<[string, (ownerId: string) => unknown, [number, string][]]>([
    [
      'a service that is built',
      (id) => serviceBody(id),
      [
        [0, 'build_in_progress'],
        [40, 'update_in_progress'],
        [55, 'live'],
      ],
    ],
    [
      'a service with a preDeployCommand',
      (id) => withPreDeploy(serviceBody(id)),
      [
        [0, 'build_in_progress'],
        [40, 'pre_deploy_in_progress'],
        [50, 'update_in_progress'],
        [65, 'live'],
      ],
    ],
    [
      'an image',
      (id) => imageBody(id),
      [
        [0, 'update_in_progress'],
        [20, 'live'],
      ],
    ],
    [
      'an image with a preDeployCommand',
      (id) => withPreDeploy(imageBody(id)),
      [
        [0, 'pre_deploy_in_progress'],
        [15, 'update_in_progress'],
        [30, 'live'],
      ],
    ],
    [
      'a static site',
      (id) => siteBody(id),
      [
        [0, 'build_in_progress'],
        [40, 'update_in_progress'],
        [55, 'live'],
      ],
    ],
    ['an image that is a cron job', (id) => cronBody(id), [[0, 'live']]],
  ])('%s passes through every state', async (_, bodyOf, course) => {
    const api = startApi()
    const { id } = await makeService(api, bodyOf(api.emulator.ownerId))
    expect(await courseOf(api, id, 70)).toEqual(course)
  })

  test('a clock rate of 10 makes it ten times faster', async () => {
    const api = startApi({ clockRate: 10 })
    const { id } = await makeService(api)
    await api.pass(5.4)
    expect(await statusesOf(api, id)).toEqual(['update_in_progress'])
    await api.pass(0.1)
    expect(await statusesOf(api, id)).toEqual(['live'])
  })

  test('looking only at the end finds the same as looking all the time', async () => {
    const api = startApi()
    const { id, createdAt } = await makeService(api)
    await api.pass(3600)
    const [deploy] = await deploysOf(api, id)
    expect(deploy.status).toBe('live')
    expect((Date.parse(deploy.finishedAt) - Date.parse(createdAt)) / 1000).toBeCloseTo(55, 1)
  })

  test('the one that was live is deactivated, and only one is live', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    await api.pass(60)
    await api.send('POST', `/services/${id}/deploys`, {})
    await api.pass(30)
    expect(await statusesOf(api, id)).toEqual(['build_in_progress', 'live'])
    await api.pass(30)
    expect(await statusesOf(api, id)).toEqual(['live', 'deactivated'])
  })

  test.each<['on' | 'off', readonly number[]]>([
    // Seconds after the trigger: the build, the update, the end.
    ['on', [0, 40, 55]],
    ['off', [0]],
  ])('touching %s, the service’s updatedAt moves at these seconds', async (deploysTouchService, expected) => {
    const api = startApi({ deploysTouchService })
    const { id } = await makeService(api)
    await api.pass(60)
    const trigger = await api.send('POST', `/services/${id}/deploys`, {})
    const began = Date.parse(trigger.body.createdAt)
    const moved = new Set<number>()
    for (let second = 0; second <= 60; second += 5) {
      const { updatedAt } = (await api.send('GET', `/services/${id}`)).body
      moved.add(Math.round((Date.parse(updatedAt) - began) / 1000))
      await api.pass(5)
    }
    expect([...moved]).toEqual(expected)
  })

  test('the list knows who was updated since (API facts §7)', async () => {
    const api = startApi({ deploysTouchService: 'on' })
    const { id, name } = await makeService(api)
    await makeService(api, serviceBody(api.emulator.ownerId, { name: 'other' }))
    await api.pass(60)
    const { createdAt } = (await api.send('POST', `/services/${id}/deploys`, {})).body
    await api.pass(60)
    const since = new Date(Date.parse(createdAt) + 50_000).toISOString()
    const { body } = await api.send('GET', `/services?updatedAfter=${since}`)
    expect(body.map(({ service }: { service: { name: string } }) => service.name)).toEqual([name])
  })

  test.each(['on', 'off'] as const)(
    'touching %s, the updatedAt of an image cron job stays (cronjob--notifications#36)',
    async (deploysTouchService) => {
      const api = startApi({ deploysTouchService })
      const cron = await makeService(api, cronBody(api.emulator.ownerId))
      expect(cron.updatedAt).toBe(cron.createdAt)
      await api.send('POST', `/services/${cron.id}/deploys`, {})
      await api.pass(60)
      expect((await api.send('GET', `/services/${cron.id}`)).body.updatedAt).toBe(cron.updatedAt)
    },
  )
})

describe('two deploys at once', () => {
  test('the newer one cancels the running one and is answered 201', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const { status, body } = await api.send('POST', `/services/${id}/deploys`, {})
    expect([status, body.status, body.trigger]).toEqual([201, 'build_in_progress', 'api'])
    expect(await statusesOf(api, id)).toEqual(['build_in_progress', 'canceled'])
  })

  test('with whileDeploying queue it waits and is answered 202 without a body (privateservice--docker#40)', async () => {
    const api = startApi({ whileDeploying: 'queue' })
    const { id } = await makeService(api)
    const queued = await api.send('POST', `/services/${id}/deploys`, {})
    expect([queued.status, queued.body, queued.headers.get('content-length')]).toEqual([202, undefined, '0'])
    expect(await statusesOf(api, id)).toEqual(['queued', 'build_in_progress'])
    await api.pass(56)
    expect(await statusesOf(api, id)).toEqual(['build_in_progress', 'live'])
    await api.pass(55)
    expect(await statusesOf(api, id)).toEqual(['live', 'deactivated'])
  })

  test('with whileDeploying accepted it takes the other’s place, and is answered 202 without a body', async () => {
    const api = startApi({ whileDeploying: 'accepted' })
    const { id } = await makeService(api)
    const answer = await api.send('POST', `/services/${id}/deploys`, {})
    expect([answer.status, answer.body]).toEqual([202, undefined])
    expect(await statusesOf(api, id)).toEqual(['build_in_progress', 'canceled'])
    await api.pass(60)
    expect((await api.send('POST', `/services/${id}/deploys`, {})).status).toBe(201)
  })

  test('with whileDeploying created it waits, and is answered 201 with the deploy', async () => {
    const api = startApi({ whileDeploying: 'created' })
    const { id } = await makeService(api)
    const { status, body } = await api.send('POST', `/services/${id}/deploys`, {})
    expect([status, body.status]).toEqual([201, 'queued'])
    expect(await statusesOf(api, id)).toEqual(['queued', 'build_in_progress'])
    await api.pass(110)
    expect(await statusesOf(api, id)).toEqual(['live', 'deactivated'])
  })

  test('of several that wait only the newest runs', async () => {
    const api = startApi({ whileDeploying: 'queue' })
    const { id } = await makeService(api)
    await api.send('POST', `/services/${id}/deploys`, {})
    await api.send('POST', `/services/${id}/deploys`, {})
    expect(await statusesOf(api, id)).toEqual(['queued', 'canceled', 'build_in_progress'])
    await api.pass(200)
    expect(await statusesOf(api, id)).toEqual(['live', 'canceled', 'deactivated'])
  })
})

describe('what a deploy runs with', () => {
  const environmentOf = (api: Api, id: string) =>
    Object.values(api.emulator.state().deploys)
      .filter(({ serviceId }) => serviceId === id)
      .map(({ environment }) => Object.fromEntries(environment))

  test('the variables of the service and its groups when it starts, its own before theirs', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const envVars = [
      { key: 'A', value: 'group' },
      { key: 'B', value: 'group' },
    ]
    await api.send('POST', '/env-groups', {
      name: 'g',
      ownerId: api.emulator.ownerId,
      envVars,
      serviceIds: [id],
    })
    await api.send('PUT', `/services/${id}/env-vars/A`, { value: 'own' })
    expect(environmentOf(api, id)).toEqual([{}])
    await api.send('POST', `/services/${id}/deploys`, {})
    await api.send('PUT', `/services/${id}/env-vars/A`, { value: 'later' })
    expect(environmentOf(api, id)).toEqual([{}, { A: 'own', B: 'group' }])
  })

  test('of two groups with the same variable the newer one counts, whichever was linked first', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const { ownerId } = api.emulator
    const makeGroup = async (name: string) => {
      const body = { name, ownerId, envVars: [{ key: 'A', value: name }] }
      return (await api.send('POST', '/env-groups', body)).body.id
    }
    const groups = [await makeGroup('older'), await makeGroup('newer')]
    for (const group of groups.reverse()) await api.send('POST', `/env-groups/${group}/services/${id}`)
    await api.send('POST', `/services/${id}/deploys`, {})
    expect(environmentOf(api, id)).toEqual([{}, { A: 'newer' }])
  })

  test('for one that waited, those of the moment it starts, even if nobody looked then', async () => {
    const api = startApi({ whileDeploying: 'queue' })
    const { id } = await makeService(api)
    await api.send('POST', `/services/${id}/deploys`, {})
    await api.send('PUT', `/services/${id}/env-vars/A`, { value: 'in time' })
    await api.pass(60)
    await api.send('PUT', `/services/${id}/env-vars/A`, { value: 'too late' })
    expect(environmentOf(api, id)).toEqual([{}, { A: 'in time' }])
  })
})

describe('cancel, roll back, suspend', () => {
  test('a running deploy can be cancelled, a finished one cannot', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const [deploy] = await deploysOf(api, id)
    const path = `/services/${id}/deploys/${deploy.id}/cancel`
    const canceled = await api.send('POST', path)
    expect([canceled.status, canceled.body.status]).toEqual([200, 'canceled'])
    await api.pass(100)
    expect(await statusesOf(api, id)).toEqual(['canceled'])
    expect((await api.send('POST', path)).status).toBe(400)
  })

  test('a rollback brings an earlier deploy back without building', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    await api.pass(60)
    const [first] = await deploysOf(api, id)
    await api.send('POST', `/services/${id}/deploys`, { commitId: 'f'.repeat(40) })
    await api.pass(60)
    const back = await api.send('POST', `/services/${id}/rollback`, { deployId: first.id })
    expect([back.status, back.body.status, back.body.trigger]).toEqual([
      201,
      'update_in_progress',
      'rollback',
    ])
    expect(back.body.commit).toEqual(first.commit)
    await api.pass(15)
    expect(await statusesOf(api, id)).toEqual(['live', 'deactivated', 'deactivated'])
  })

  test('deploy_only runs the last build that succeeded again, whatever was built since without success', async () => {
    const api = startApi({ faults: [{ deploy: 'api', nth: 2, does: 'build_failed' }] })
    const { id } = await makeService(api)
    const deploys = `/services/${id}/deploys`
    await api.pass(60)
    const [first] = await deploysOf(api, id)
    await api.send('POST', deploys, { commitId: 'f'.repeat(40) })
    await api.pass(60)
    const again = await api.send('POST', deploys, { deployMode: 'deploy_only' })
    expect([again.status, again.body.status, again.body.commit]).toEqual([
      201,
      'update_in_progress',
      first.commit,
    ])
    await api.pass(15)
    expect(await statusesOf(api, id)).toEqual(['live', 'build_failed', 'deactivated'])
  })

  test.each<[string, object]>([
    ['a commit', { commitId: 'f'.repeat(40) }],
    ['a clean cache', { clearCache: 'clear' }],
  ])('deploy_only goes with no wish for a build: %s', async (_, more) => {
    const api = startApi()
    const { id } = await makeService(api)
    await api.pass(60)
    const answer = await api.send('POST', `/services/${id}/deploys`, { deployMode: 'deploy_only', ...more })
    expectRefused(answer, 400, /deployMode goes with neither commitId/)
  })

  test('deploy_only needs a build that succeeded', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const answer = await api.send('POST', `/services/${id}/deploys`, { deployMode: 'deploy_only' })
    expectRefused(answer, 400, /has no build that succeeded/)
  })

  test('a cron job takes no commit', async () => {
    const api = startApi()
    const built = serviceBody(api.emulator.ownerId)
    const schedule = { ...built.serviceDetails, schedule: '0 0 * * *' }
    const cron = { ...built, type: 'cron_job', serviceDetails: schedule }
    const { body } = await api.send('POST', '/services', cron)
    const deploys = `/services/${body.service.id}/deploys`
    expectRefused(await api.send('POST', deploys, { commitId: 'f'.repeat(40) }), 400, /take no commitId/)
  })

  test('suspending stops the running deploy, and resuming starts one', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    expect((await api.send('POST', `/services/${id}/suspend`)).status).toBe(202)
    const suspended = await api.send('GET', `/services/${id}`)
    expect(suspended.body).toMatchObject({ suspended: 'suspended', suspenders: ['user'] })
    expect((await api.send('POST', `/services/${id}/deploys`, {})).status).toBe(400)
    expect((await api.send('POST', `/services/${id}/resume`)).status).toBe(202)
    const [deploy] = await deploysOf(api, id)
    expect(deploy).toMatchObject({ trigger: 'service_resumed', status: 'build_in_progress' })
  })

  test('deleting a service in the middle of a deploy leaves nothing behind', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    await api.send('DELETE', `/services/${id}`)
    await api.pass(100)
    expect((await api.send('GET', '/services')).body).toEqual([])
    await makeService(api)
  })
})

describe('databases and key values', () => {
  test('a database is unknown, creating, available; plan, disk and availability make it creating again', async () => {
    const api = startApi()
    const { body } = await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId))
    const path = `/postgres/${body.id}`
    const status = async () => (await api.send('GET', path)).body.status
    expect([body.status, await status()]).toEqual(['unknown', 'creating'])
    await api.pass(39)
    expect(await status()).toBe('creating')
    await api.pass(1)
    expect(await status()).toBe('available')
    await api.send('PATCH', path, { name: 'other', ipAllowList: [] })
    expect(await status()).toBe('available')
    expect((await api.send('PATCH', path, { plan: 'pro_4gb' })).body.status).toBe('creating')
    await api.pass(40)
    expect(await status()).toBe('available')
  })

  test('connection-info is there while the database is still creating (postgres--postgres#35)', async () => {
    const api = startApi()
    const { body } = await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId))
    const { body: info } = await api.send('GET', `/postgres/${body.id}/connection-info`)
    const login = `postgresql://${body.databaseUser}:${info.password}@${body.id}`
    expect(info.internalConnectionString).toBe(`${login}/${body.databaseName}`)
    expect(info.externalConnectionString).toBe(
      `${login}.oregon-postgres.render.invalid:5432/${body.databaseName}`,
    )
  })

  test('a key value is available after 20 s', async () => {
    const api = startApi()
    const given = { name: 'cache', ownerId: api.emulator.ownerId, plan: 'starter' }
    const { body } = await api.send('POST', '/key-value', given)
    await api.pass(19)
    expect((await api.send('GET', `/key-value/${body.id}`)).body.status).toBe('creating')
    await api.pass(1)
    expect((await api.send('GET', `/key-value/${body.id}`)).body.status).toBe('available')
  })

  test('a job runs and succeeds, or is cancelled', async () => {
    const api = startApi()
    const { id } = await makeService(api)
    const run = async () => (await api.send('POST', `/services/${id}/jobs`, { startCommand: 'x' })).body
    const [one, two] = [await run(), await run()]
    expect(one.status).toBe('pending')
    await api.pass(2)
    expect((await api.send('POST', `/services/${id}/jobs/${two.id}/cancel`)).body.status).toBe('canceled')
    expect((await api.send('GET', `/services/${id}/jobs?status=running`)).body).toHaveLength(1)
    await api.pass(10)
    expect((await api.send('GET', `/services/${id}/jobs/${one.id}`)).body.status).toBe('succeeded')
  })
})
