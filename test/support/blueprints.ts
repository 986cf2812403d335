/** Random Blueprints, made from the table of Render's language: what our engine knows of it has no part in this. */
import fc from 'fast-check'
import { load } from '../../src/index.ts'
import { keysOf } from '../facts/schemas.ts'
import { blueprint, has, named, type Type } from '../facts/tables.ts'

type Mapping = Record<string, unknown>
type Any = fc.Arbitrary<unknown>

/** Texts that mean something: the table only says that they are texts. */
const texts: Readonly<Record<string, readonly string[]>> = {
  schedule: ['0 * * * *', '*/5 4 * * 1-5'],
  mountPath: ['/var/data', '/srv/files'],
  healthCheckPath: ['/', '/healthz'],
  source: ['203.0.113.0/24', '198.51.100.7'],
  uri: ['https://status.example.com/'],
  url: ['nginx', 'ghcr.io/acme/app:1.2'],
  repo: ['https://github.com/acme/app', 'https://github.com/acme/other'],
  key: ['A', 'B_C', 'LEVEL', 'PORT_2'],
  databaseName: ['shop'],
  user: ['shopper'],
}

/** Where the table is looser than the language: one list of plans for everything, sizes of any number. */
const looser: Readonly<Record<string, readonly unknown[]>> = {
  'serverService.plan': ['starter', 'standard', 'pro plus'],
  'cronService.plan': ['starter', 'pro'],
  'redisServer.plan': ['free', 'starter', 'standard'],
  'database.plan': ['basic-256mb', 'pro-4gb', 'accelerated-16gb'],
  'database.diskSizeGB': [15, 20],
  'disk.sizeGB': [10, 11],
  'serverService.runtime': ['node', 'docker', 'image'],
  'cronService.runtime': ['python', 'docker', 'image'],
}

/** Old names and fields that only Render's own sync sets are tried elsewhere; credentials are not in the file. */
const left = new Set([
  'domain',
  'autoDeploy',
  'pullRequestPreviewsEnabled',
  'previewPlan',
  'creds',
  'registryCredential',
])

const { shapes } = blueprint

const listOf = (item: Any) => fc.array(item, { maxLength: 3 })

/** A value of a type that stands under a key, in the shape of this name. */
const arbitraryOf = (type: Type, name: string, key: string): Any => {
  const hint = looser[`${name}.${key}`]
  if (hint) return fc.constantFrom(...hint)
  if (typeof type === 'string') return textual(type, key)
  if (Array.isArray(type)) return fc.constantFrom(...type)
  if (has(type, '$open')) return fc.constantFrom(...type.$open)
  if (has(type, '$either')) return fc.oneof(...type.$either.map((part) => arbitraryOf(part, name, key)))
  if (has(type, '$list')) return listOf(arbitraryOf(type.$list, name, key))
  return mappingOf(type, name)
}

const textual = (text: string, key: string): Any => {
  const { item, minimum = 1, maximum = minimum + 4, list } = named(text)
  if (list) return listOf(textual(item, key))
  const shape = shapes[item]
  if (shape) return arbitraryOf(shape, item, key)
  switch (item) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: minimum, max: maximum })
    case 'number':
      return fc.integer({ min: 0, max: 9999 })
    default:
      return fc.constantFrom(...(texts[key] ?? ['one', 'two words', 'three-3']))
  }
}

const mappingOf = (type: Type, name: string): fc.Arbitrary<Mapping> => {
  const keys = keysOf(type, shapes).filter((key) => !left.has(key.name))
  return fc.record(Object.fromEntries(keys.map((key) => [key.name, arbitraryOf(key.type, name, key.name)])), {
    requiredKeys: keys.filter(({ optional }) => !optional).map((key) => key.name),
  }) as fc.Arbitrary<Mapping>
}

interface Names {
  readonly group: string
  readonly database: string
  readonly service: string
}

const names: Names = { group: 'shared', database: 'main', service: 'front' }

/** Where a reference may lead: everything that the table leaves open is in the file. */
const settled = (entry: Mapping): Mapping => {
  const { key } = entry
  if (entry.fromGroup !== undefined) return { fromGroup: names.group }
  if (entry.fromDatabase) return { key, fromDatabase: { name: names.database, property: 'connectionString' } }
  if (entry.fromService)
    return { key, fromService: { name: names.service, type: 'web', property: 'hostport' } }
  return entry.generateValue === true ? { key, generateValue: true } : { key, value: entry.value ?? 'x' }
}

/** References that lead somewhere, domains that nobody else has, images where they are needed. */
const tidy = (mapping: Mapping, name: string): Mapping => ({
  ...mapping,
  name,
  ...(Array.isArray(mapping.envVars) && { envVars: (mapping.envVars as Mapping[]).map(settled) }),
  ...(Array.isArray(mapping.domains) && {
    domains: mapping.domains.map((_, index) => `d${index}.${name}.example.com`),
  }),
  ...(Array.isArray(mapping.readReplicas) && { readReplicas: [{ name: 'replica' }] }),
  ...(mapping.runtime === 'image' && { image: mapping.image ?? { url: 'nginx' } }),
})

/** The same mapping without the keys that the language forbids beside the others: the table allows more than it. */
const legalPart = (
  mapping: Mapping,
  required: readonly string[],
  fileOf: (mapping: Mapping) => Mapping,
): Mapping => {
  const kept = Object.fromEntries(Object.entries(mapping).filter(([key]) => required.includes(key)))
  for (const [key, value] of Object.entries(mapping)) {
    if (isLegal(JSON.stringify(fileOf({ ...kept, [key]: value })))) kept[key] = value
  }
  return kept
}

/** Whether a text can be loaded. */
export const isLegal = (text: string): boolean => {
  try {
    load([{ name: 'render.yaml', text }])
    return true
  } catch {
    return false
  }
}

const resource = (list: string, shape: string, name: string, more: Mapping = {}): fc.Arbitrary<Mapping> => {
  const required = ['name', 'type', 'runtime', 'image', 'schedule', 'ipAllowList']
  return mappingOf(shape, shape).map((mapping) =>
    legalPart(tidy({ ...mapping, ...more }, name), required, (part) => ({ [list]: [part] })),
  )
}

const maybe = (one: fc.Arbitrary<Mapping>) => fc.option(one, { nil: undefined, freq: 2 })

/** Whole files: a web service, a database and a group, and one of each other kind or none. */
export const blueprints = (): fc.Arbitrary<Mapping> =>
  fc
    .record({
      services: fc
        .tuple(
          resource('services', 'serverService', names.service, { type: 'web' }),
          maybe(resource('services', 'serverService', 'worker', { type: 'worker' })),
          maybe(resource('services', 'staticService', 'site')),
          maybe(resource('services', 'cronService', 'cron')),
          maybe(resource('services', 'redisServer', 'cache')),
        )
        .map((all) => all.filter((one) => one !== undefined)),
      databases: fc.tuple(resource('databases', 'database', names.database)),
      envVarGroups: fc.tuple(resource('envVarGroups', 'envVarGroup', names.group, { envVars: [] })),
      placed: fc.boolean(),
    })
    .map(({ placed, ...lists }) =>
      placed ? { projects: [{ name: 'shop', environments: [{ name: 'production', ...lists }] }] } : lists,
    )

/** What cannot change once it is there, and what can only grow. */
const fixed = [
  'region',
  'postgresMajorVersion',
  'databaseName',
  'user',
  'diskSizeGB',
  'disk',
  'readReplicas',
  'numInstances',
]

/** A file without what its successor could not change. */
export const changeable = (file: unknown): unknown => {
  if (Array.isArray(file)) return file.map(changeable)
  if (typeof file !== 'object' || file === null) return file
  const kept = Object.entries(file).filter(([key]) => !fixed.includes(key))
  return Object.fromEntries(kept.map(([key, value]) => [key, changeable(value)]))
}
