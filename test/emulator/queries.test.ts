import { describe, expect, test } from 'vitest'
import { virtualClock } from '../../src/clock.ts'
import type { Api } from './support.ts'
import { cronBody, expectRefused, makeService, serviceBody, siteBody, startApi } from './support.ts'

/** Query strings: what is refused, how pages follow each other, what filters let through. */

describe('queries', () => {
  test.each([
    ['colour=red', 'unknown query parameter colour'],
    ['limit=0', 'limit must be an integer from 1 to 100'],
    ['limit=101', 'limit must be'],
    ['limit=abc', 'limit must be'],
    ['limit=1&limit=2', 'limit must be given once'],
    ['type=lambda', 'type must be one of'],
    ['name=a&name=b', 'name must be one list joined by commas'],
    ['includePreviews=maybe', 'includePreviews must be true or false'],
    ['createdAfter=yesterday', 'createdAfter must be an RFC 3339 time'],
    ['createdAfter=2024-02-30T00:00:00Z', 'createdAfter must be an RFC 3339 time'],
    ['cursor=abc', 'invalid cursor'],
  ])('GET /services?%s is 400', async (query, message) => {
    expectRefused(await startApi().send('GET', `/services?${query}`), 400, message)
  })

  test('GET /environments needs a projectId', async () => {
    expectRefused(await startApi().send('GET', '/environments'), 400, 'projectId is required')
  })

  const makeVars = async (api: Api, count: number, name: string) => {
    const path = `/services/${(await makeService(api, serviceBody(api.emulator.ownerId, { name }))).id}/env-vars`
    await api.send(
      'PUT',
      path,
      Array.from({ length: count }, (_, at) => ({ key: `K${at}`, value: '' })),
    )
    return path
  }

  test('pages are of 20, go on behind their cursor, and end with an empty one', async () => {
    const api = startApi()
    const path = await makeVars(api, 45, 'one')
    const sizes: number[] = []
    const keys: string[] = []
    for (let cursor = ''; sizes.at(-1) !== 0; ) {
      const { body } = await api.send('GET', `${path}?cursor=${cursor}`)
      sizes.push(body.length)
      keys.push(...body.map((row: { envVar: { key: string } }) => row.envVar.key))
      cursor = body.at(-1)?.cursor
    }
    expect(sizes).toEqual([20, 20, 5, 0])
    expect(keys).toEqual(Array.from({ length: 45 }, (_, at) => `K${44 - at}`))
  })

  test('a cursor goes on where it was although its row is gone', async () => {
    const api = startApi()
    const path = await makeVars(api, 5, 'one')
    const { body } = await api.send('GET', `${path}?limit=2`)
    await api.send('DELETE', `${path}/K3`)
    const rest = await api.send('GET', `${path}?cursor=${body[1].cursor}`)
    expect(rest.body.map((row: { envVar: { key: string } }) => row.envVar.key)).toEqual(['K2', 'K1', 'K0'])
  })

  test('a cursor of another list is 400', async () => {
    const api = startApi()
    const path = await makeVars(api, 1, 'one')
    const other = await makeVars(api, 1, 'two')
    const [{ cursor }] = (await api.send('GET', path)).body
    expectRefused(await api.send('GET', `${other}?cursor=${cursor}`), 400, 'invalid cursor')
    expectRefused(await api.send('GET', `/services?cursor=${cursor}`), 400, 'invalid cursor')
  })

  test('filters of services narrow the list', async () => {
    const clock = virtualClock()
    const api = startApi({ clock })
    const { ownerId } = api.emulator
    await makeService(api)
    await makeService(api, siteBody(ownerId))
    await api.pass(60)
    const cron = await makeService(api, cronBody(ownerId))
    await api.send('POST', `/services/${cron.id}/suspend`)
    const names = async (query: string) =>
      (await api.send('GET', `/services?${query}`)).body.map(
        (row: { service: { name: string } }) => row.service.name,
      )
    const half = new Date(clock.now() - 30_000).toISOString()
    expect(await names('type=cron_job,static_site')).toEqual(['nightly', 'site'])
    expect(await names('name=api')).toEqual(['api'])
    expect(await names('env=image')).toEqual(['nightly'])
    expect(await names('suspended=not_suspended')).toEqual(['site', 'api'])
    expect(await names(`createdBefore=${half}`)).toEqual(['site', 'api'])
    expect(await names(`createdAfter=${half}&ownerId=${ownerId}`)).toEqual(['nightly'])
  })
})
