/** Which values are told to be references, and which are not. */
import { describe, expect, test } from 'vitest'
import { bench, failures } from '../support/workspace.ts'
import { pulled } from './round-trip.ts'

const resources = `
databases: [{ name: main, databaseName: shop, user: shop, readReplicas: [{ name: reader }] }]
services:
  - { type: keyvalue, name: cache, ipAllowList: [] }
  - { type: pserv, name: search, runtime: docker }
  - { type: web, name: site, runtime: docker }
`
const fromDatabase = (name: string, property: string) => ({ fromDatabase: { name, property } })
const fromService = (name: string, type: string, what: object) => ({ fromService: { name, type, ...what } })

const variable = async (entry: Record<string, unknown>): Promise<unknown> => {
  const it = bench()
  // Two steps: a replica is there only after its database.
  expect(failures(await it.apply(resources))).toEqual([])
  const file = { services: [{ type: 'worker', name: 'w', runtime: 'docker', envVars: [entry] }] }
  expect(failures(await it.apply(JSON.stringify(file)))).toEqual([])
  const { desired } = await pulled(it, { resources: ['service/w'] })
  return desired.resources.get('service/w')?.parts.envVars?.[0]?.values.value
}

describe('a reference is found', () => {
  test.each([
    ['URL', fromDatabase('main', 'connectionString'), 'database/main connectionString'],
    ['URL', fromDatabase('reader', 'connectionString'), 'database/reader connectionString'],
    ['ANY', fromDatabase('main', 'password'), 'database/main password'],
    ['ANY', fromDatabase('main', 'host'), 'database/main host'],
    ['ANY', fromDatabase('main', 'database'), 'database/main database'],
    ['PGUSER', fromDatabase('main', 'user'), 'database/main user'],
    [
      'ANY',
      fromService('cache', 'keyvalue', { property: 'connectionString' }),
      'keyvalue/cache connectionString',
    ],
    ['ANY', fromService('cache', 'keyvalue', { property: 'host' }), 'keyvalue/cache host'],
    ['ANY', fromService('search', 'pserv', { property: 'hostport' }), 'service/search hostport'],
    ['SEARCH_HOST', fromService('search', 'pserv', { property: 'host' }), 'service/search host'],
    [
      'ANY',
      fromService('site', 'web', { envVarKey: 'RENDER_EXTERNAL_URL' }),
      'service/site RENDER_EXTERNAL_URL',
    ],
  ])('%s %j', async (key, source, found) => {
    const value = (await variable({ key, ...source })) as { of: string; property?: string; key?: string }
    expect(`${value.of} ${value.property ?? value.key}`).toBe(found)
  })
})

describe('a text of its own stays one', () => {
  test.each([
    ['PORT', '5432'],
    ['HOST_PORT', '10000'],
    ['NAME', 'search'],
    ['OWNER', 'shop'],
    ['RENDER', 'true'],
    ['URL', 'postgresql://shop:x@example.com/shop'],
  ])('%s=%s', async (key, value) => {
    expect(await variable({ key, value })).toEqual({
      from: 'secret',
      name: `w/${key}`,
      address: `service/w/env/${key}`,
    })
  })
})
