import { listed, newestPage, noContent, ok, operation, ownedBy, ownerFilter } from '../operation/index.ts'
import type { OwnerLogStream, ResourceLogStream } from '../records/index.ts'
import { badRequest, notFound, object, oneOf, optional, paging, repeated, text } from '../request/index.ts'
import type { World } from '../state/index.ts'
import { findResource, isResource } from '../state/index.ts'

/** Where logs go: of a workspace, and of single services, databases and key values that differ from it. */

const setting = oneOf(['send', 'drop'])
const target = { endpoint: optional(text), token: optional(text) }

/** The token is only ever written. */
const ownerView = ({ id, endpoint, preview }: OwnerLogStream) => ({ ownerId: id, endpoint, preview })
const resourceView = ({ id, endpoint, setting }: ResourceLogStream) => ({ resourceId: id, endpoint, setting })

const loggingOf = (world: World, id: string): string => {
  if (!isResource(world, id) || world.envGroups.has(id)) throw notFound(id)
  return id
}

const ownerPath = '/logs/streams/owner/:ownerId'
const resourcePath = '/logs/streams/resource/:resourceId'

export const logStreamOperations = [
  operation('GET', ownerPath, {}, ({ world, param }) => {
    const { id } = world.owners.find(param('ownerId'))
    return ok(ownerView(world.ownerLogStreams.find(id)))
  }),
  operation('PUT', ownerPath, { body: object({ ...target, preview: setting }) }, ({ world, param, body }) => {
    const { id } = world.owners.find(param('ownerId'))
    const stream = { id, endpoint: body.endpoint ?? '', preview: body.preview }
    return ok(ownerView(world.ownerLogStreams.put(stream)))
  }),
  operation('DELETE', ownerPath, {}, ({ world, param }) => {
    const { id } = world.owners.find(param('ownerId'))
    world.ownerLogStreams.remove(world.ownerLogStreams.find(id).id)
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
      const rows = world.resourceLogStreams
        .all()
        .filter(
          ({ id, setting: given }) =>
            owned(findResource(world, id)) && listed(query.resourceId, id) && listed(query.setting, given),
        )
      // A bare array, without cursors (API facts §1.11).
      return ok(newestPage('resource log streams', rows, query).rows.map(resourceView))
    },
  ),
  operation(
    'GET',
    resourcePath,
    {},
    // 404 when there is none, unlike a notification override (API facts §1.11).
    ({ world, param }) => {
      const id = loggingOf(world, param('resourceId'))
      return ok(resourceView(world.resourceLogStreams.find(id)))
    },
  ),
  operation('PUT', resourcePath, { body: object({ ...target, setting }) }, ({ world, param, body }) => {
    const id = loggingOf(world, param('resourceId'))
    const stream = { id, setting: body.setting, endpoint: body.endpoint ?? '' }
    // What is dropped goes nowhere, and what is sent goes somewhere: the document.
    if ((stream.setting === 'send') !== (stream.endpoint !== ''))
      throw badRequest(
        `invalid request: endpoint ${stream.endpoint === '' ? 'is required to send' : 'does not belong to drop'}`,
      )
    return ok(resourceView(world.resourceLogStreams.put(stream)))
  }),
  operation('DELETE', resourcePath, {}, ({ world, param }) => {
    const id = loggingOf(world, param('resourceId'))
    world.resourceLogStreams.remove(world.resourceLogStreams.find(id).id)
    return noContent
  }),
]
