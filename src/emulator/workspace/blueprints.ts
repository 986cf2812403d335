import { newestPage, noContent, ok, operation, ownedBy, ownerFilter, wrapped } from '../operation/index.ts'
import type { Blueprint } from '../records/index.ts'
import { microseconds } from '../records/index.ts'
import { flag, nonEmpty, object, optional, paging, readYaml } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** Its first sync waits for approval, which nobody can give here (API facts §8.1). */
const statusOf = ({ lastSync, autoSync }: Blueprint) =>
  lastSync === undefined ? 'created' : autoSync ? 'in_sync' : 'paused'

export const blueprintView = (blueprint: Blueprint) => ({
  id: blueprint.id,
  name: blueprint.name,
  status: statusOf(blueprint),
  autoSync: blueprint.autoSync,
  repo: blueprint.repo,
  branch: blueprint.branch,
  path: blueprint.path,
  lastSync: blueprint.lastSync && microseconds(blueprint.lastSync),
})

const resourcesOf = (world: World, { resourceIds }: Blueprint) =>
  resourceIds.flatMap((id) => {
    const service = world.services.get(id)
    if (service) return { id, name: service.config.name, type: service.type }
    const kinds = { postgres: world.postgres, key_value: world.keyValues, environment_group: world.envGroups }
    return Object.entries(kinds).flatMap(([type, table]) => {
      const name = table.get(id)?.name
      return name === undefined ? [] : { id, name, type }
    })
  })

const blueprintOf = (world: World, id: string) => world.blueprints.find(id)

interface Problem {
  path: string
  error: string
  line: number
  column: number
}

type Mapping = Record<string, unknown>

const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const entriesOf = (place: Mapping, key: string): Mapping[] => {
  const list = place[key]
  return Array.isArray(list) ? list.filter(isMapping) : []
}

/** Everywhere resources stand: at the root, in the environments of its projects, and outside of all. */
const placesOf = (root: Mapping): Mapping[] => [
  root,
  ...entriesOf(root, 'projects').flatMap((project) => entriesOf(project, 'environments')),
  ...(isMapping(root.ungrouped) ? [root.ungrouped] : []),
]

const isKeyValue = ({ type }: Mapping) => type === 'redis' || type === 'keyvalue'

/** The names that the file would make, as the real endpoint tells them: names only (API facts §1.12). */
const planOf = (root: Mapping) => {
  const all = (key: string) => placesOf(root).flatMap((place) => entriesOf(place, key))
  const names = (entries: readonly Mapping[]) =>
    entries.flatMap(({ name }) => (typeof name === 'string' ? name : []))
  const services = all('services')
  const plan = {
    services: names(services.filter((entry) => !isKeyValue(entry))),
    databases: names(all('databases')),
    keyValue: names(services.filter(isKeyValue)),
    envGroups: names(all('envVarGroups')),
  }
  const totalActions = Object.values(plan).reduce((total, found) => total + found.length, 0)
  return { ...plan, totalActions }
}

const validate = (file: string) => {
  const read = readYaml(file)
  const errors: Problem[] = (read.problems ?? []).map(({ code, line, column }) => ({
    path: '',
    error: code,
    line,
    column,
  }))
  const root = read.problems ? undefined : read.value
  if (!read.problems && !isMapping(root))
    errors.push({ path: '', error: 'expected a mapping', line: 1, column: 1 })
  return isMapping(root) ? { valid: true, errors, plan: planOf(root) } : { valid: false, errors }
}

const one = '/blueprints/:blueprintId'

export const blueprintOperations = [
  operation('GET', '/blueprints', { query: { ...paging, ...ownerFilter } }, ({ world, query }) => {
    const rows = world.blueprints.all().filter(ownedBy(world, query.ownerId))
    return ok(wrapped('blueprint', newestPage('blueprints', rows, query), blueprintView))
  }),
  operation(
    'POST',
    '/blueprints/validate',
    { body: object({ ownerId: nonEmpty, file: nonEmpty }), form: true },
    ({ world, body }) => {
      world.owners.find(body.ownerId)
      return ok(validate(body.file))
    },
  ),
  operation('GET', one, {}, ({ world, param }) => {
    const blueprint = blueprintOf(world, param('blueprintId'))
    return ok({ ...blueprintView(blueprint), resources: resourcesOf(world, blueprint) })
  }),
  operation(
    'PATCH',
    one,
    { body: object({ name: optional(nonEmpty), autoSync: optional(flag), path: optional(nonEmpty) }) },
    ({ world, param, body }) => {
      const blueprint = blueprintOf(world, param('blueprintId'))
      world.blueprints.change(blueprint, {
        name: body.name ?? blueprint.name,
        autoSync: body.autoSync ?? blueprint.autoSync,
        path: body.path ?? blueprint.path,
      })
      return ok(blueprintView(blueprint))
    },
  ),
  // Disconnects it: what it made stays (API facts §1.12).
  operation('DELETE', one, {}, ({ world, param }) => {
    const { id } = blueprintOf(world, param('blueprintId'))
    world.blueprints.remove(id)
    for (const sync of world.blueprintSyncs.ids('blueprint', id)) world.blueprintSyncs.remove(sync)
    return noContent
  }),
]
