/** Random files over a few names, so that two of them have some resources, items and names in common. */
import fc from 'fast-check'

type Mapping = Readonly<Record<string, unknown>>

const some = <Value>(...all: readonly Value[]) => fc.subarray([...all])
const rarely = <Value>(usual: Value, other: Value) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(other) })

const places = ['shop/live', 'shop/staging', 'blog/live', ''] as const
const place = fc.constantFrom(...places)
const region = rarely('oregon', 'ohio')
const literals = some('A', 'B', 'C').map((keys) => keys.map((key) => ({ key, value: key.toLowerCase() })))

interface Placed {
  readonly place: string
  readonly list: 'services' | 'databases' | 'envVarGroups'
  readonly mapping: Mapping
}

const named = <Item>(names: readonly string[], item: (name: string) => fc.Arbitrary<Item>) =>
  fc.subarray([...names]).chain((chosen) => fc.tuple(...chosen.map(item)))

const database = (name: string): fc.Arbitrary<Placed> =>
  fc.record({ place, region }).map(({ place, region }) => ({
    place,
    list: 'databases',
    mapping: { name, region, plan: 'basic-256mb', ipAllowList: [] },
  }))

const store = (name: string): fc.Arbitrary<Placed> =>
  fc.record({ place, region }).map(({ place, region }) => ({
    place,
    list: 'services',
    mapping: { type: 'keyvalue', name, region, plan: 'starter', ipAllowList: [] },
  }))

const group = (name: string): fc.Arbitrary<Placed> =>
  fc.record({ place, envVars: literals, files: some('a', 'b') }).map(({ place, envVars, files }) => ({
    place,
    list: 'envVarGroups',
    mapping: { name, envVars, 'x-render-sync': { secretFiles: filesOf(files) } },
  }))

const filesOf = (names: readonly string[]) => names.map((name) => ({ name, content: `in ${name}` }))

interface Draft {
  readonly place: string
  readonly type: string
  readonly region: string
  readonly literals: readonly Mapping[]
  /** To what there may be. */
  readonly links: readonly string[]
  readonly references: readonly string[]
  readonly domain: boolean
  readonly disk: boolean
  readonly files: readonly string[]
  readonly headers: readonly string[]
  readonly routes: readonly string[]
  /** Whether empty lists are left out of the file. */
  readonly terse: boolean
}

const draft: fc.Arbitrary<Draft> = fc.record({
  place,
  type: fc.constantFrom('web', 'web', 'pserv', 'worker', 'static'),
  region,
  literals,
  links: some('g0', 'g1'),
  references: some('d0', 'd1', 'k0', 's0', 's1'),
  domain: fc.boolean(),
  disk: fc.boolean(),
  files: some('c', 'd'),
  headers: some('X-One', 'X-Two'),
  routes: some('/a', '/b', '/c'),
  terse: fc.boolean(),
})

const referenceTo = (name: string): Mapping => {
  const key = `OF_${name.toUpperCase()}`
  if (name.startsWith('d')) return { key, fromDatabase: { name, property: 'connectionString' } }
  const isStore = name.startsWith('k')
  const property = isStore ? 'connectionString' : 'hostport'
  return { key, fromService: { name, type: isStore ? 'keyvalue' : 'web', property } }
}

const service = (name: string, one: Draft, has: ReadonlySet<string>): Placed => {
  const isStatic = one.type === 'static'
  const envVars = [
    ...one.literals,
    ...one.references.filter((other) => has.has(other) && other !== name).map(referenceTo),
    ...one.links.filter((other) => has.has(other)).map((fromGroup) => ({ fromGroup })),
  ]
  const domains = one.domain && (isStatic || one.type === 'web') ? [`${name}.example.com`] : []
  const headers = one.headers.map((header) => ({ path: '/*', name: header, value: 'x' }))
  const routes = one.routes.map((source) => ({ type: 'redirect', source, destination: '/' }))
  const lists = { envVars, ...(isStatic ? { domains, headers, routes } : one.type === 'web' && { domains }) }
  const told = Object.entries(lists).filter(([, list]) => !one.terse || list.length > 0)
  return {
    place: one.place,
    list: 'services',
    mapping: {
      type: isStatic ? 'web' : one.type,
      name,
      repo: 'https://github.com/acme/app',
      ...(isStatic
        ? { runtime: 'static', staticPublishPath: 'out', buildCommand: '' }
        : { runtime: 'docker', plan: 'starter', region: one.region }),
      ...(!isStatic && one.disk && { disk: { name: 'data', mountPath: '/data', sizeGB: 10 } }),
      ...Object.fromEntries(told),
      'x-render-sync': { secretFiles: filesOf(one.files) },
    },
  }
}

/** What others may refer to by `hostport`: a worker has none, and a static site neither. */
const isReachable = (one: Draft) => one.type === 'web' || one.type === 'pserv'

const listed = (all: readonly Placed[], where: string): Mapping => {
  const lists: Record<string, Mapping[]> = {}
  for (const { place, list, mapping } of all)
    if (place === where) lists[list] = [...(lists[list] ?? []), mapping]
  return lists
}

/** Projects have the environments that something stands in, and maybe one that is empty. */
const fileOf = (all: readonly Placed[], empty: string): Mapping => {
  const used = places.filter(
    (where) => where !== '' && (where === empty || all.some((one) => one.place === where)),
  )
  const projects = [...new Set(used.map((where) => where.split('/')[0]))].map((name) => ({
    name,
    environments: used
      .filter((where) => where.startsWith(`${name}/`))
      .map((where) => ({ name: where.split('/')[1], ...listed(all, where) })),
  }))
  return { projects, ungrouped: listed(all, '') }
}

export const files = (): fc.Arbitrary<Mapping> =>
  fc
    .record({
      databases: named(['d0', 'd1'], database),
      stores: named(['k0'], store),
      groups: named(['g0', 'g1'], group),
      drafts: named(['s0', 's1', 's2'], (name) => draft.map((one) => [name, one] as const)),
      empty: place,
    })
    .map(({ databases, stores, groups, drafts, empty }) => {
      const others: readonly Placed[] = [...databases, ...stores, ...groups]
      const has = new Set([
        ...others.map(({ mapping }) => String(mapping.name)),
        ...drafts.flatMap(([name, one]) => (isReachable(one) ? [name] : [])),
      ])
      return fileOf([...others, ...drafts.map(([name, one]) => service(name, one, has))], empty)
    })
