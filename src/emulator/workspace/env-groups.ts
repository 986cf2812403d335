import { checkedFileName, checkedKey, envVarInputs, secretFileInputs, valueInput } from '../request/checks.ts'
import { listed, madeWithin } from '../request/filters.ts'
import { created, noContent, ok, operation } from '../request/operation.ts'
import { newestPage } from '../request/pages.ts'
import { commaList } from '../request/query.ts'
import { listOf, nonEmpty, nullable, object, optional, text } from '../request/validate.ts'
import type { ServiceType } from '../request/vocabulary.ts'
import {
  envVarView,
  newEnvVars,
  newSecretFiles,
  removeRow,
  rowOf,
  secretFileView,
  setEnvVar,
  setSecretFile,
} from '../state/rows.ts'
import type { EnvGroup } from '../state/store.ts'
import { microseconds, nanoseconds } from '../state/time.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownedBy, ownedList, ownerOf } from './owners.ts'

/** Only here do service types have their short names (API facts §1.3). */
const linkTypes: Record<ServiceType, string> = {
  static_site: 'static',
  web_service: 'web',
  private_service: 'pserv',
  background_worker: 'worker',
  cron_job: 'cron',
}

const linksOf = (world: World, group: EnvGroup) =>
  group.serviceIds.map((id) => {
    const { type, config } = find(world.state.services, id)
    return { id, name: config.name, type: linkTypes[type] }
  })

const metadata = (world: World, group: EnvGroup, digits = microseconds) => ({
  id: group.id,
  name: group.name,
  ownerId: group.ownerId,
  createdAt: digits(group.createdAt),
  updatedAt: digits(group.updatedAt),
  serviceLinks: linksOf(world, group),
  environmentId: group.environmentId,
})

/** The whole group, its contents newest first; every write to it answers this (API facts §1.3). */
const view = (world: World, group: EnvGroup, digits = microseconds) => ({
  ...metadata(world, group, digits),
  envVars: group.envVars.map(envVarView).reverse(),
  secretFiles: group.secretFiles.map(secretFileView).reverse(),
})

const groupOf = (world: World, id: string) => find(world.state.envGroups, id)

const one = '/env-groups/:envGroupId'

const groupRoutes = [
  operation(
    'GET',
    '/env-groups',
    {
      query: {
        ...ownedList,
        name: commaList(text),
        environmentId: commaList(text),
      },
    },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const rows = Object.values(world.state.envGroups).filter(
        (group) =>
          owned(group) &&
          listed(query.name, group.name) &&
          listed(query.environmentId, group.environmentId) &&
          madeWithin(group, query),
      )
      // A bare array of metadata: no contents, no cursors (API facts §1.3).
      return ok(newestPage('env groups', rows, query).rows.map((group) => metadata(world, group)))
    },
  ),
  operation(
    'POST',
    '/env-groups',
    {
      body: object({
        name: nonEmpty,
        ownerId: nonEmpty,
        envVars: nullable(envVarInputs),
        secretFiles: nullable(secretFileInputs),
        serviceIds: nullable(listOf(text)),
        environmentId: optional(text),
      }),
    },
    ({ world, body }) => {
      ownerOf(world, body.ownerId)
      if (body.environmentId) find(world.state.environments, body.environmentId)
      const serviceIds = (body.serviceIds ?? []).map((id) => find(world.state.services, id).id)
      const now = world.moments.now()
      const group: EnvGroup = {
        id: world.newId('evg'),
        ownerId: body.ownerId,
        name: body.name,
        environmentId: body.environmentId || undefined,
        createdAt: now,
        updatedAt: now,
        envVars: newEnvVars(world, body.envVars ?? []),
        secretFiles: newSecretFiles(world, body.secretFiles ?? []),
        serviceIds: [...new Set(serviceIds)],
      }
      world.state.envGroups[group.id] = group
      return created(view(world, group, nanoseconds))
    },
  ),
  operation('GET', one, {}, ({ world, param }) => ok(view(world, groupOf(world, param('envGroupId'))))),
  operation('PATCH', one, { body: object({ name: nonEmpty }) }, ({ world, param, body }) => {
    const group = groupOf(world, param('envGroupId'))
    // Of all that happens to a group, only a new name moves updatedAt (API facts §0).
    if (group.name !== body.name) Object.assign(group, { name: body.name, updatedAt: world.moments.now() })
    return ok(view(world, group))
  }),
  operation('DELETE', one, {}, ({ world, param }) => {
    delete world.state.envGroups[groupOf(world, param('envGroupId')).id]
    return noContent
  }),
]

const linkRoutes = [
  operation('POST', `${one}/services/:serviceId`, {}, ({ world, param }) => {
    const group = groupOf(world, param('envGroupId'))
    const { id } = find(world.state.services, param('serviceId'))
    if (!group.serviceIds.includes(id)) group.serviceIds.push(id)
    return ok(view(world, group))
  }),
  operation('DELETE', `${one}/services/:serviceId`, {}, ({ world, param }) => {
    const group = groupOf(world, param('envGroupId'))
    removeRow(
      group.serviceIds,
      rowOf(group.serviceIds, param('serviceId'), (id) => id === param('serviceId')),
    )
    return noContent
  }),
]

const contentRoutes = [
  operation('GET', `${one}/env-vars/:key`, {}, ({ world, param }) => {
    const { envVars } = groupOf(world, param('envGroupId'))
    return ok(envVarView(rowOf(envVars, param('key'), ({ key }) => key === param('key'))))
  }),
  operation('PUT', `${one}/env-vars/:key`, { body: valueInput }, ({ world, param, body }) => {
    const group = groupOf(world, param('envGroupId'))
    setEnvVar(world, group.envVars, checkedKey(param('key')), body)
    return ok(view(world, group))
  }),
  operation('DELETE', `${one}/env-vars/:key`, {}, ({ world, param }) => {
    const { envVars } = groupOf(world, param('envGroupId'))
    removeRow(
      envVars,
      rowOf(envVars, param('key'), ({ key }) => key === param('key')),
    )
    return noContent
  }),
  operation('GET', `${one}/secret-files/:name`, {}, ({ world, param }) => {
    const { secretFiles } = groupOf(world, param('envGroupId'))
    return ok(secretFileView(rowOf(secretFiles, param('name'), ({ name }) => name === param('name'))))
  }),
  operation(
    'PUT',
    `${one}/secret-files/:name`,
    {
      body: object({ content: text }),
    },
    // 200 and the whole group, where a service's file gets 201 and the file (API facts §1.3).
    ({ world, param, body }) => {
      const group = groupOf(world, param('envGroupId'))
      setSecretFile(world, group.secretFiles, checkedFileName(param('name')), body.content)
      return ok(view(world, group))
    },
  ),
  operation('DELETE', `${one}/secret-files/:name`, {}, ({ world, param }) => {
    const { secretFiles } = groupOf(world, param('envGroupId'))
    removeRow(
      secretFiles,
      rowOf(secretFiles, param('name'), ({ name }) => name === param('name')),
    )
    return noContent
  }),
]

export const envGroupOperations = [...groupRoutes, ...linkRoutes, ...contentRoutes]
