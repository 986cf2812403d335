/** An incident as agents are told to handle it: by the names that they know, step by step, in either order of events. */
import { describe, expect, test } from 'vitest'
import { call, followDeploy, type OperationName, operationOf, rollBack } from '../../src/index.ts'
import { running } from '../running/place.ts'

const hour = 3_600_000

const released = async () => {
  const it = await running()
  const stable = await it.deployed('a000000')
  const broken = await it.deployed('b000000')
  return { ...it, stable, broken }
}

describe('the six tools', () => {
  test.each<[OperationName, string]>([
    ['list_all_render_services', 'GET /services'],
    ['create_a_render_deploy', 'POST /services/{service}/deploys'],
    ['list_all_render_deploys', 'GET /services/{service}/deploys'],
    ['render_deploys_roll_back', 'POST /services/{service}/rollback'],
    ['list_all_render_environment_groups', 'GET /env-groups'],
    ['update_a_render_environment_variable_by_id', 'PUT /services/{service}/env-vars/{key}'],
  ])('%s is %s', (name, said) => {
    const { method, path } = operationOf(name)
    expect(`${method} ${path}`).toBe(said)
  })
})

describe('a failing release', () => {
  test('is found, checked, rolled back and verified, tool by tool', async () => {
    const { it, place, service, stable, broken } = await released()
    const options = { workspace: place.workspace }
    const { items: services } = await call(
      place.client,
      'list_all_render_services',
      { name: ['api'] },
      options,
    )
    expect(services.map(({ id }) => id)).toEqual([service.id])
    const { items: deploys } = await call(place.client, 'list_all_render_deploys', {
      service: service.id,
      limit: 5,
    })
    const [current, before] = deploys
    expect([current?.id, before?.id]).toEqual([broken.id, stable.id])
    expect(it.clock.now() - Date.parse(current?.finishedAt ?? '')).toBeLessThan(hour)
    const begun = await call(place.client, 'render_deploys_roll_back', {
      service: service.id,
      deploy: stable.id,
    })
    expect(begun.commit?.id).toMatch(/^a000000/)
    // That it has begun is no more than that.
    expect(begun.status).not.toBe('live')
    const ended = await followDeploy(place, service, begun, { patience: hour })
    expect(ended).toMatchObject({ id: begun.id, status: 'live', trigger: 'rollback' })
  })

  test('is left alone where it runs for longer than an hour', async () => {
    const { it, place, service, broken } = await released()
    await it.clock.sleep(hour + 1)
    expect(await rollBack(place, service, { ifNewerThan: hour })).toMatchObject({ done: 'nothing' })
    const { items } = await call(place.client, 'list_all_render_deploys', { service: service.id, limit: 1 })
    expect(items[0]).toMatchObject({ id: broken.id, status: 'live' })
  })
})
