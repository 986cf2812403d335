import { ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { paging, repeated } from '../request/query.ts'
import { flag, object, oneOf, optional, text } from '../request/validate.ts'
import type { OwnerNotifications } from '../state/store.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownedBy, ownerFilter, ownerOf } from './owners.ts'

/** Always there, as these until somebody sets them (API facts §1.11). */
const ownerDefaults: OwnerNotifications = {
  emailEnabled: true,
  previewNotificationsEnabled: false,
  notificationsToSend: 'failure',
}
const overrideDefaults = { notificationsToSend: 'default', previewNotificationsEnabled: 'default' }

const ownerView = (world: World, ownerId: string) => ({
  ownerId,
  slackEnabled: false,
  ...(world.state.ownerNotifications[ownerId] ?? ownerDefaults),
})

const overrideView = (world: World, serviceId: string) => ({
  serviceId,
  ...(world.state.notificationOverrides[serviceId] ?? overrideDefaults),
})

const ownerPath = '/notification-settings/owners/:ownerId'
const servicePath = '/notification-settings/overrides/services/:serviceId'

export const notificationOperations = [
  operation('GET', ownerPath, {}, ({ world, param }) =>
    ok(ownerView(world, ownerOf(world, param('ownerId')).id)),
  ),
  operation(
    'PATCH',
    ownerPath,
    {
      body: object({
        emailEnabled: optional(flag),
        previewNotificationsEnabled: optional(flag),
        notificationsToSend: optional(oneOf(['none', 'failure', 'all'])),
      }),
    },
    ({ world, param, body }) => {
      const { id } = ownerOf(world, param('ownerId'))
      const before = world.state.ownerNotifications[id] ?? ownerDefaults
      world.state.ownerNotifications[id] = {
        emailEnabled: body.emailEnabled ?? before.emailEnabled,
        previewNotificationsEnabled: body.previewNotificationsEnabled ?? before.previewNotificationsEnabled,
        notificationsToSend: body.notificationsToSend ?? before.notificationsToSend,
      }
      return ok(ownerView(world, id))
    },
  ),
  operation(
    'GET',
    '/notification-settings/overrides',
    { query: { ...paging, ...ownerFilter, serviceId: repeated(text) } },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      // Only what was set: whether the real list has the defaults too is not known (API facts §11).
      const rows = Object.keys(world.state.notificationOverrides)
        .filter((id) => owned(find(world.state.services, id)))
        .filter((id) => !query.serviceId || query.serviceId.includes(id))
        .map((id) => ({ id }))
      const page = newestPage('notification overrides', rows, query)
      return ok(wrapped('override', page, ({ id }) => overrideView(world, id)))
    },
  ),
  operation('GET', servicePath, {}, ({ world, param }) =>
    ok(overrideView(world, find(world.state.services, param('serviceId')).id)),
  ),
  operation(
    'PATCH',
    servicePath,
    {
      // Words, not booleans; and {} changes nothing (API facts §1.11).
      body: object({
        notificationsToSend: optional(oneOf(['default', 'none', 'failure', 'all'])),
        previewNotificationsEnabled: optional(oneOf(['default', 'false', 'true'])),
      }),
    },
    ({ world, param, body }) => {
      const { id } = find(world.state.services, param('serviceId'))
      const before = world.state.notificationOverrides[id] ?? overrideDefaults
      const { notificationsToSend = before.notificationsToSend } = body
      const { previewNotificationsEnabled = before.previewNotificationsEnabled } = body
      if (Object.values(body).some((value) => value !== undefined))
        world.state.notificationOverrides[id] = { notificationsToSend, previewNotificationsEnabled }
      return ok(overrideView(world, id))
    },
  ),
]
