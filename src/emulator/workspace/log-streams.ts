import { notFound } from '../request/errors.ts'
import { listed } from '../request/filters.ts'
import { noContent, ok, operation } from '../request/operation.ts'
import { newestPage } from '../request/pages.ts'
import { paging, repeated } from '../request/query.ts'
import { object, oneOf, optional, text } from '../request/validate.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownedBy, ownerFilter, ownerOf } from './owners.ts'
import { isResource } from './placement.ts'

/** Where logs go: of a workspace, and of single services, databases and key values that differ from it. */

const setting = oneOf(['send', 'drop'])
const target = { endpoint: optional(text), token: optional(text) }

const resourceView = (resourceId: string, stream: { setting: string; endpoint: string }) => ({
  resourceId,
  // The token is only ever written.
  endpoint: stream.endpoint,
  setting: stream.setting,
})

const loggingOf = (world: World, id: string): string => {
  if (!isResource(world, id) || Object.hasOwn(world.state.envGroups, id)) throw notFound(id)
  return id
}

const ownerIdOf = ({ state }: World, id: string): { ownerId: string } => {
  const records: Record<string, { ownerId: string }> = {
    ...state.services,
    ...state.postgres,
    ...state.keyValues,
  }
  return find(records, id)
}

const ownerPath = '/logs/streams/owner/:ownerId'
const resourcePath = '/logs/streams/resource/:resourceId'

export const logStreamOperations = [
  operation('GET', ownerPath, {}, ({ world, param }) => {
    const { id } = ownerOf(world, param('ownerId'))
    return ok({ ownerId: id, ...find(world.state.ownerLogStreams, id) })
  }),
  operation('PUT', ownerPath, { body: object({ ...target, preview: setting }) }, ({ world, param, body }) => {
    const { id } = ownerOf(world, param('ownerId'))
    const stream = { endpoint: body.endpoint ?? '', preview: body.preview }
    world.state.ownerLogStreams[id] = stream
    return ok({ ownerId: id, ...stream })
  }),
  operation('DELETE', ownerPath, {}, ({ world, param }) => {
    const { id } = ownerOf(world, param('ownerId'))
    find(world.state.ownerLogStreams, id)
    delete world.state.ownerLogStreams[id]
    return noContent
  }),
  operation(
    'GET',
    '/logs/streams/resource',
    {
      query: {
        ...paging,
        ...ownerFilter,
        logStreamId: repeated(text),
        resourceId: repeated(text),
        setting: repeated(setting),
      },
    },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const rows = Object.entries(world.state.resourceLogStreams)
        .filter(([id]) => owned(ownerIdOf(world, id)) && listed(query.resourceId, id))
        .filter(([, stream]) => listed(query.setting, stream.setting))
        .map(([id, stream]) => ({ id, stream }))
      // A bare array, without cursors (API facts §1.11).
      const page = newestPage('resource log streams', rows, query)
      return ok(page.rows.map(({ id, stream }) => resourceView(id, stream)))
    },
  ),
  operation(
    'GET',
    resourcePath,
    {},
    // 404 when there is none, unlike a notification override (API facts §1.11).
    ({ world, param }) => {
      const id = loggingOf(world, param('resourceId'))
      return ok(resourceView(id, find(world.state.resourceLogStreams, id)))
    },
  ),
  operation('PUT', resourcePath, { body: object({ ...target, setting }) }, ({ world, param, body }) => {
    const id = loggingOf(world, param('resourceId'))
    const stream = { setting: body.setting, endpoint: body.endpoint ?? '' }
    world.state.resourceLogStreams[id] = stream
    return ok(resourceView(id, stream))
  }),
  operation('DELETE', resourcePath, {}, ({ world, param }) => {
    const id = loggingOf(world, param('resourceId'))
    find(world.state.resourceLogStreams, id)
    delete world.state.resourceLogStreams[id]
    return noContent
  }),
]
