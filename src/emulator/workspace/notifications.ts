import { listed, newestPage, ok, operation, ownedBy, ownerFilter, wrapped } from '../operation/index.ts'
import type { OwnerNotifications } from '../records/index.ts'
import { flag, object, oneOf, optional, paging, repeated, text } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** Always there, as these until somebody sets them (API facts §1.11). */
const ownerDefaults: Omit<OwnerNotifications, 'id'> = {
  emailEnabled: true,
  previewNotificationsEnabled: false,
  notificationsToSend: 'failure',
}
const overrideDefaults = { notificationsToSend: 'default', previewNotificationsEnabled: 'default' }

const ownerView = (world: World, ownerId: string) => {
  const set = world.ownerNotifications.get(ownerId) ?? ownerDefaults
  const { emailEnabled, previewNotificationsEnabled, notificationsToSend } = set
  return { ownerId, slackEnabled: false, emailEnabled, previewNotificationsEnabled, notificationsToSend }
}

const overrideView = (world: World, serviceId: string) => {
  const set = world.notificationOverrides.get(serviceId) ?? overrideDefaults
  const { notificationsToSend, previewNotificationsEnabled } = set
  return { serviceId, notificationsToSend, previewNotificationsEnabled }
}

const ownerPath = '/notification-settings/owners/:ownerId'
const servicePath = '/notification-settings/overrides/services/:serviceId'

export const notificationOperations = [
  operation('GET', ownerPath, {}, ({ world, param }) =>
    ok(ownerView(world, world.owners.find(param('ownerId')).id)),
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
      const { id } = world.owners.find(param('ownerId'))
      const before = world.ownerNotifications.get(id) ?? ownerDefaults
      world.ownerNotifications.put({
        id,
        emailEnabled: body.emailEnabled ?? before.emailEnabled,
        previewNotificationsEnabled: body.previewNotificationsEnabled ?? before.previewNotificationsEnabled,
        notificationsToSend: body.notificationsToSend ?? before.notificationsToSend,
      })
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
      const rows = world.notificationOverrides
        .all()
        .filter(({ id }) => owned(world.services.find(id)) && listed(query.serviceId, id))
      const page = newestPage('notification overrides', rows, query)
      return ok(wrapped('override', page, ({ id }) => overrideView(world, id)))
    },
  ),
  operation('GET', servicePath, {}, ({ world, param }) =>
    ok(overrideView(world, world.services.find(param('serviceId')).id)),
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
      const { id } = world.services.find(param('serviceId'))
      const before = world.notificationOverrides.get(id) ?? overrideDefaults
      const { notificationsToSend = before.notificationsToSend } = body
      const { previewNotificationsEnabled = before.previewNotificationsEnabled } = body
      if (Object.values(body).some((value) => value !== undefined))
        world.notificationOverrides.put({ id, notificationsToSend, previewNotificationsEnabled })
      return ok(overrideView(world, id))
    },
  ),
]
