import {
  checkedFileName,
  checkedKey,
  created,
  envVarInputs,
  envVarRow,
  envVarView,
  listed,
  madeWithin,
  newEnvVars,
  newestPage,
  newSecretFiles,
  noContent,
  ok,
  operation,
  ownedBy,
  ownedList,
  rowOf,
  secretFileInputs,
  secretFileRow,
  secretFileView,
  valueInput,
  withoutRow,
  withRow,
  wrapped,
} from '../operation/index.ts'
import type { EnvGroup } from '../records/index.ts'
import { microseconds, nanoseconds } from '../records/index.ts'
import type { ServiceType } from '../request/index.ts'
import { commaList, listOf, nonEmpty, nullable, object, optional, text } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { holderOf } from '../state/index.ts'

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
    const workflow = world.workflows.get(id)
    if (workflow) return { id, name: workflow.name, type: 'workflow' }
    const { type, config } = world.services.find(id)
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

const groupOf = (world: World, id: string) => world.envGroups.find(id)

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
      const rows = world.envGroups
        .all()
        .filter(
          (group) =>
            owned(group) &&
            listed(query.name, group.name) &&
            listed(query.environmentId, group.environmentId) &&
            madeWithin(group, query),
        )
      const page = newestPage('env groups', rows, query)
      const view = (group: EnvGroup) => metadata(world, group)
      // Metadata without contents. Four public clients read it wrapped, where the documents have it bare (API facts §1.3).
      return ok(world.choices.envGroups === 'bare' ? page.rows.map(view) : wrapped('envGroup', page, view))
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
      world.owners.find(body.ownerId)
      if (body.environmentId) world.environments.find(body.environmentId)
      const serviceIds = (body.serviceIds ?? []).map((id) => holderOf(world, id).id)
      const now = world.moments.now()
      const group = world.envGroups.put({
        id: world.newId('evg'),
        ownerId: body.ownerId,
        name: body.name,
        environmentId: body.environmentId || undefined,
        createdAt: now,
        updatedAt: now,
        envVars: newEnvVars(world, body.envVars ?? []),
        secretFiles: newSecretFiles(world, body.secretFiles ?? []),
        serviceIds: [...new Set(serviceIds)],
      })
      return created(view(world, group, nanoseconds))
    },
  ),
  operation('GET', one, {}, ({ world, param }) => ok(view(world, groupOf(world, param('envGroupId'))))),
  operation('PATCH', one, { body: object({ name: nonEmpty }) }, ({ world, param, body }) => {
    const group = groupOf(world, param('envGroupId'))
    // Of all that happens to a group, only a new name moves updatedAt (API facts §0).
    if (group.name !== body.name)
      world.envGroups.change(group, { name: body.name, updatedAt: world.moments.now() })
    return ok(view(world, group))
  }),
  operation('DELETE', one, {}, ({ world, param }) => {
    world.envGroups.remove(groupOf(world, param('envGroupId')).id)
    return noContent
  }),
]

const linkRoutes = [
  operation('POST', `${one}/services/:serviceId`, {}, ({ world, param }) => {
    const group = groupOf(world, param('envGroupId'))
    const { id } = holderOf(world, param('serviceId'))
    if (!group.serviceIds.includes(id))
      world.envGroups.change(group, { serviceIds: [...group.serviceIds, id] })
    return ok(view(world, group))
  }),
  operation('DELETE', `${one}/services/:serviceId`, {}, ({ world, param }) => {
    const group = groupOf(world, param('envGroupId'))
    const linked = rowOf(group.serviceIds, param('serviceId'), (id) => id === param('serviceId'))
    world.envGroups.change(group, { serviceIds: withoutRow(group.serviceIds, linked) })
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
    const row = envVarRow(world, group.envVars, checkedKey(param('key')), body)
    world.envGroups.change(group, { envVars: withRow(group.envVars, row) })
    return ok(view(world, group))
  }),
  operation('DELETE', `${one}/env-vars/:key`, {}, ({ world, param }) => {
    const group = groupOf(world, param('envGroupId'))
    const row = rowOf(group.envVars, param('key'), ({ key }) => key === param('key'))
    world.envGroups.change(group, { envVars: withoutRow(group.envVars, row) })
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
      const row = secretFileRow(world, group.secretFiles, checkedFileName(param('name')), body.content)
      world.envGroups.change(group, { secretFiles: withRow(group.secretFiles, row) })
      return ok(view(world, group))
    },
  ),
  operation('DELETE', `${one}/secret-files/:name`, {}, ({ world, param }) => {
    const group = groupOf(world, param('envGroupId'))
    const row = rowOf(group.secretFiles, param('name'), ({ name }) => name === param('name'))
    world.envGroups.change(group, { secretFiles: withoutRow(group.secretFiles, row) })
    return noContent
  }),
]

export const envGroupOperations = [...groupRoutes, ...linkRoutes, ...contentRoutes]
