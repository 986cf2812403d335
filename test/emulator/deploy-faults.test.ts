import { describe, expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import type { Fault } from '../../src/emulator/index.ts'
import type { Api } from './support.ts'
import { cronBody, imageBody, makeService, postgresBody, serviceBody, startApi } from './support.ts'

/** Deploys and databases that go wrong when asked to. */

/** Every status of the newest deploy, one a second until it is over, repetitions left out. */
const courseOf = async (api: Api, id: string) => {
  const course: string[] = []
  for (let second = 0; second < 200; second++) {
    const [{ deploy }] = (await api.send('GET', `/services/${id}/deploys?limit=1`)).body
    if (course.at(-1) !== deploy.status) course.push(deploy.status)
    await api.pass(1)
  }
  return course
}

const withPreDeploy = (ownerId: string) =>
  serviceBody(ownerId, {
    serviceDetails: {
      runtime: 'node',
      preDeployCommand: 'migrate',
      envSpecificDetails: { buildCommand: 'b', startCommand: 's' },
    },
  })

const [build, preDeploy, update] = [
  'build_in_progress',
  'pre_deploy_in_progress',
  'update_in_progress',
] as const

describe('a deploy', () => {
  const kinds = { native: withPreDeploy, image: imageBody, cron: (owner: string) => cronBody(owner, 'api') }

  test.each<[keyof typeof kinds, Fault & { deploy: string }, string[]]>([
    ['native', { deploy: 'api', does: 'build_failed' }, [build, 'build_failed']],
    ['native', { deploy: 'api', does: 'pre_deploy_failed' }, [build, preDeploy, 'pre_deploy_failed']],
    ['native', { deploy: 'a*', does: 'update_failed' }, [build, preDeploy, update, 'update_failed']],
    ['native', { deploy: 'api', does: 'hang' }, [build]],
    ['native', { deploy: 'other', does: 'hang' }, [build, preDeploy, update, 'live']],
    ['native', { deploy: 'api', nth: 2, does: 'hang' }, [build, preDeploy, update, 'live']],
    ['image', { deploy: 'api', does: 'build_failed' }, [update, 'build_failed']],
    ['image', { deploy: 'api', does: 'hang' }, [update]],
    ['cron', { deploy: 'api', does: 'update_failed' }, ['update_failed']],
    ['cron', { deploy: 'api', does: 'hang' }, [update]],
  ])('of a service (%s) with the fault %o goes %j', async (kind, fault, course) => {
    const api = startApi({ faults: [fault] })
    const { id } = await makeService(api, kinds[kind](api.emulator.ownerId))
    expect(await courseOf(api, id)).toEqual(course)
  })

  test('of a commit that cannot be built fails each time, and one of another does not', async () => {
    const api = startApi({ faults: [{ deploy: 'api', commit: 'c0ffee', does: 'build_failed' }] })
    const { id } = await makeService(api)
    const statusOf = async (commitId: string) => {
      const { body } = await api.send('POST', `/services/${id}/deploys`, { commitId })
      await api.pass(100)
      return (await api.send('GET', `/services/${id}/deploys/${body.id}`)).body.status
    }
    await api.pass(100)
    const ends = []
    for (const commit of ['c0ffee1', 'c0ffee1', 'decaf00']) ends.push(await statusOf(commit))
    expect(ends).toEqual(['build_failed', 'build_failed', 'live'])
  })

  test('that fails leaves the one before it live, and says when it ended', async () => {
    const api = startApi({ faults: [{ deploy: 'api', nth: 2, does: 'build_failed' }] })
    const { id } = await makeService(api)
    await api.pass(100)
    await api.send('POST', `/services/${id}/deploys`, {})
    await api.pass(100)
    const { body } = await api.send('GET', `/services/${id}/deploys`)
    expect(body.map((row: { deploy: { status: string } }) => row.deploy.status)).toEqual([
      'build_failed',
      'live',
    ])
    expect(body[0].deploy.finishedAt).toEqual(expect.any(String))
    const [{ event }] = (await api.send('GET', `/services/${id}/events`)).body
    expect(event).toMatchObject({ type: 'deploy_ended', details: { deployStatus: 'failed' } })
  })

  test('that hangs can be canceled', async () => {
    const api = startApi({ faults: [{ deploy: 'api', does: 'hang' }] })
    const { id } = await makeService(api)
    await api.pass(100_000)
    const [{ deploy }] = (await api.send('GET', `/services/${id}/deploys`)).body
    const canceled = await api.send('POST', `/services/${id}/deploys/${deploy.id}/cancel`)
    expect(canceled.body.status).toBe('canceled')
  })

  test('that is queued is answered 202 without an id, waits for the running one, and is in the list', async () => {
    const api = startApi({ faults: [{ deploy: 'api', nth: 2, does: 'queue' }] })
    const { id } = await makeService(api)
    const answer = await api.send('POST', `/services/${id}/deploys`, {})
    expect([answer.status, answer.body]).toEqual([202, undefined])
    expect(await courseOf(api, id)).toEqual(['queued', build, update, 'live'])
  })

  test('that is queued behind nothing is answered 202 as well, and runs', async () => {
    const api = startApi({ faults: [{ deploy: 'api', nth: 2, does: 'queue' }] })
    const { id } = await makeService(api)
    await api.pass(100)
    expect((await api.send('POST', `/services/${id}/deploys`, {})).status).toBe(202)
    expect(await courseOf(api, id)).toEqual([build, update, 'live'])
  })

  test('counts by the name of its service, so that * means the n-th of each', async () => {
    const api = startApi({ faults: [{ deploy: '*', nth: 1, does: 'build_failed' }] })
    const { ownerId } = api.emulator
    const first = await makeService(api, serviceBody(ownerId, { name: 'first' }))
    const second = await makeService(api, serviceBody(ownerId, { name: 'second' }))
    expect((await courseOf(api, first.id)).at(-1)).toBe('build_failed')
    expect((await courseOf(api, second.id)).at(-1)).toBe('build_failed')
  })
})

describe('a database', () => {
  const availableAfter = async (faults: Fault[], options: { clockRate?: number } = {}) => {
    const clock = virtualClock()
    const api = startApi({ clock, faults, ...options })
    const { id } = (await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId))).body
    for (let second = 0; second < 2000; second += 10) {
      if ((await api.send('GET', `/postgres/${id}`)).body.status === 'available') return second
      await api.pass(10)
    }
    return 'never'
  }

  test('is available after 40 seconds without a fault', async () => {
    expect(await availableAfter([{ database: 'other', does: 'hang' }])).toBe(40)
  })
  test('that is slow takes as long as the fault says', async () => {
    expect(await availableAfter([{ database: 'main-db', does: 'slow', seconds: 900 }])).toBe(900)
  })
  test('that is slow is faster by the clock rate', async () => {
    const faults: Fault[] = [{ database: 'main-*', does: 'slow', seconds: 900 }]
    expect(await availableAfter(faults, { clockRate: 10 })).toBe(90)
  })
  test('that hangs is never available', async () => {
    expect(await availableAfter([{ database: 'main-db', nth: 1, does: 'hang' }])).toBe('never')
  })

  test('may be slow at its second start alone: here a new plan', async () => {
    const api = startApi({ faults: [{ database: 'main-db', nth: 2, does: 'hang' }] })
    const { id } = (await api.send('POST', '/postgres', postgresBody(api.emulator.ownerId))).body
    await api.pass(60)
    expect((await api.send('GET', `/postgres/${id}`)).body.status).toBe('available')
    await api.send('PATCH', `/postgres/${id}`, { plan: 'basic_1gb' })
    await api.pass(10_000)
    expect((await api.send('GET', `/postgres/${id}`)).body.status).toBe('creating')
  })

  test('may be a key value', async () => {
    const api = startApi({ faults: [{ database: 'cache', does: 'hang' }] })
    const body = { name: 'cache', ownerId: api.emulator.ownerId, plan: 'starter' }
    const { id } = (await api.send('POST', '/key-value', body)).body
    await api.pass(1000)
    expect((await api.send('GET', `/key-value/${id}`)).body.status).toBe('creating')
  })
})
