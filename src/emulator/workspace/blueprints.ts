import { noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { paging } from '../request/query.ts'
import { flag, nonEmpty, object, optional } from '../request/validate.ts'
import { readYaml } from '../request/yaml-text.ts'
import type { Blueprint } from '../state/store.ts'
import { microseconds } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownedBy, ownerFilter, ownerOf } from './owners.ts'

/** The API cannot create a Blueprint (API facts §1.12): there are only those that a state file brings. */

const view = (blueprint: Blueprint) => ({
  id: blueprint.id,
  name: blueprint.name,
  status: blueprint.autoSync ? 'in_sync' : 'paused',
  autoSync: blueprint.autoSync,
  repo: blueprint.repo,
  branch: blueprint.branch,
  path: blueprint.path,
  lastSync: microseconds(blueprint.lastSync),
})

const resourcesOf = ({ state }: World, { resourceIds }: Blueprint) =>
  resourceIds.flatMap((id) => {
    const service = state.services[id]
    if (service) return { id, name: service.config.name, type: service.type }
    const kinds = { postgres: state.postgres, key_value: state.keyValues, environment_group: state.envGroups }
    return Object.entries(kinds).flatMap(([type, records]) => {
      const name = records[id]?.name
      return name === undefined ? [] : { id, name, type }
    })
  })

const blueprintOf = (world: World, id: string) => find(world.state.blueprints, id)

interface Problem {
  path: string
  error: string
  line: number
  column: number
}

const namesOf = (root: Record<string, unknown>, key: string): string[] => {
  const list = root[key]
  if (!Array.isArray(list)) return []
  return list.flatMap((item) => (typeof item?.name === 'string' ? item.name : []))
}

const isKeyValue = (type: unknown) => type === 'redis' || type === 'keyvalue'

/** The names that the file would make, as the real endpoint tells them: names only (API facts §1.12). */
const planOf = (root: Record<string, unknown>) => {
  const entries: unknown[] = Array.isArray(root.services) ? root.services : []
  const named = (wanted: boolean) =>
    namesOf({ services: entries.filter((entry) => isKeyValue(Object(entry).type) === wanted) }, 'services')
  const plan = {
    services: named(false),
    databases: namesOf(root, 'databases'),
    keyValue: named(true),
    envGroups: namesOf(root, 'envVarGroups'),
  }
  const totalActions = Object.values(plan).reduce((total, names) => total + names.length, 0)
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
  if (!read.problems && (typeof root !== 'object' || root === null || Array.isArray(root)))
    errors.push({ path: '', error: 'expected a mapping', line: 1, column: 1 })
  return errors.length > 0
    ? { valid: false, errors }
    : { valid: true, errors: [], plan: planOf(Object(root)) }
}

const one = '/blueprints/:blueprintId'

export const blueprintOperations = [
  operation('GET', '/blueprints', { query: { ...paging, ...ownerFilter } }, ({ world, query }) => {
    const rows = Object.values(world.state.blueprints).filter(ownedBy(world, query.ownerId))
    return ok(wrapped('blueprint', newestPage('blueprints', rows, query), view))
  }),
  operation(
    'POST',
    '/blueprints/validate',
    { body: object({ ownerId: nonEmpty, file: nonEmpty }), form: true },
    ({ world, body }) => {
      ownerOf(world, body.ownerId)
      return ok(validate(body.file))
    },
  ),
  operation('GET', one, {}, ({ world, param }) => {
    const blueprint = blueprintOf(world, param('blueprintId'))
    return ok({ ...view(blueprint), resources: resourcesOf(world, blueprint) })
  }),
  operation(
    'PATCH',
    one,
    { body: object({ name: optional(nonEmpty), autoSync: optional(flag), path: optional(nonEmpty) }) },
    ({ world, param, body }) => {
      const blueprint = blueprintOf(world, param('blueprintId'))
      blueprint.name = body.name ?? blueprint.name
      blueprint.autoSync = body.autoSync ?? blueprint.autoSync
      blueprint.path = body.path ?? blueprint.path
      return ok(view(blueprint))
    },
  ),
  // Disconnects it: what it made stays (API facts §1.12).
  operation('DELETE', one, {}, ({ world, param }) => {
    delete world.state.blueprints[blueprintOf(world, param('blueprintId')).id]
    return noContent
  }),
  operation('GET', `${one}/syncs`, { query: paging }, ({ world, param, query }) => {
    const { id } = blueprintOf(world, param('blueprintId'))
    // Nothing is ever synced here.
    return ok(wrapped('sync', newestPage(`syncs of ${id}`, [], query), () => ({})))
  }),
]
