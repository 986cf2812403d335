/** Which values are told to be references, and which are not. */
import { expect, test } from 'vitest'
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

/** What a pull tells each of these variables to come from, all of them of one workspace. */
const told = async (entries: readonly Readonly<Record<string, unknown>>[]): Promise<readonly unknown[]> => {
  const it = bench()
  // Two steps: a replica is there only after its database.
  expect(failures(await it.apply(resources))).toEqual([])
  const services = entries.map((entry, index) => ({
    type: 'worker',
    name: `w${index}`,
    runtime: 'docker',
    envVars: [entry],
  }))
  expect(failures(await it.apply(JSON.stringify({ services })))).toEqual([])
  const { desired } = await pulled(it, { resources: ['service/w*'] })
  return entries.map((_, index) => {
    const [variable] = desired.resources.get(`service/w${index}`)?.parts.envVars ?? []
    const source = variable?.values.value as Record<string, string> | undefined
    return source?.of === undefined ? source?.from : `${source.of} ${source.property ?? source.key}`
  })
}

const references: readonly (readonly [key: string, source: object, found: string])[] = [
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
  [
    'ANY',
    fromService('site', 'web', { envVarKey: 'RENDER_EXTERNAL_HOSTNAME' }),
    'service/site RENDER_EXTERNAL_HOSTNAME',
  ],
]

test('references are found', async () => {
  const found = await told(references.map(([key, source]) => ({ key, ...source })))
  expect(found).toEqual(references.map(([, , wanted]) => wanted))
})

test('texts of their own stay secrets', async () => {
  const texts = {
    PORT: '5432',
    HOST_PORT: '10000',
    NAME: 'search',
    OWNER: 'shop',
    RENDER: 'true',
    URL: 'postgresql://shop:x@example.com/shop',
  }
  const found = await told(Object.entries(texts).map(([key, value]) => ({ key, value })))
  expect(found).toEqual(Object.keys(texts).map(() => 'secret'))
})

test('what two resources could have given is nobody’s, nor is what a resource says of itself', async () => {
  const it = bench()
  const named = (name: string, type: string, more: object) => ({ type, name, runtime: 'docker', ...more })
  const variables = [
    { key: 'PGUSER', value: 'shop' },
    { key: 'OTHER_USER', value: 'other' },
    { key: 'SEARCH_HOST', ...fromService('search', 'pserv', { property: 'host' }) },
  ]
  const databases = ['one', 'two', 'three'].map((name) => ({
    name,
    user: name === 'three' ? 'other' : 'shop',
  }))
  const services = [
    named('w', 'worker', { envVars: variables }),
    named('search', 'pserv', { envVars: variables }),
  ]
  expect(failures(await it.apply(JSON.stringify({ databases, services })))).toEqual([])
  const { desired } = await pulled(it)
  const sourcesOf = (address: string) =>
    (desired.resources.get(address)?.parts.envVars ?? []).map(({ values: { value } }) => {
      const { from, of } = value as Record<string, string>
      return of ?? from
    })
  expect(sourcesOf('service/w')).toEqual(['database/three', 'secret', 'service/search'])
  expect(sourcesOf('service/search')).toEqual(['database/three', 'secret', 'secret'])
})
