import { form, patch, path } from '../../http/index.ts'
import { aspectOf, fieldsOf, memo, oneOf, schemaOfRows, spelled, usually } from '../../rows/index.ts'
import type { ServiceLive } from '../shared/service-live.ts'

export interface Override {
  readonly serviceId: string
  readonly notificationsToSend: string
  readonly previewNotificationsEnabled: string
}

const overrideForm = form.object({
  serviceId: form.id,
  notificationsToSend: form.word,
  previewNotificationsEnabled: form.word,
})

const row = fieldsOf<Override>()

const fields = {
  send: row({
    doc: "What is sent: the workspace's default, nothing, failures, or everything.",
    codec: usually('default', oneOf('default', 'none', 'failure', 'all')),
    onChange: 'update',
    read: (live) => live.notificationsToSend,
    write: (notificationsToSend) => ({ notificationsToSend }),
  }),
  previews: row({
    doc: 'Whether previews notify as well.',
    codec: usually('default', spelled({ default: 'default', enabled: 'true', disabled: 'false' })),
    onChange: 'update',
    read: (live) => live.previewNotificationsEnabled,
    write: (previewNotificationsEnabled) => ({ previewNotificationsEnabled }),
  }),
}

const byService = memo(
  (listed: readonly unknown[]): ReadonlyMap<string, Override> =>
    new Map((listed as readonly Override[]).map((override) => [override.serviceId, override])),
)

/** Who is told about a service's deploys, where that differs from the workspace's settings (API facts §1.11). */
export const notifications = aspectOf<ServiceLive>()<Override>({
  doc: "What the service notifies of, instead of the workspace's default.",
  part: 'notifications',
  fields,
  onItem: 'update',
  schema: {
    'x-render-sync': {
      type: 'object',
      properties: {
        notifications: { ...schemaOfRows(fields), description: 'What the service notifies of.' },
      },
      additionalProperties: false,
    },
  },
  declared: (file) => {
    const { notifications } = (file['x-render-sync'] ?? {}) as { notifications?: Record<string, unknown> }
    return notifications && [{ key: '', raw: notifications, path: ['x-render-sync', 'notifications'] }]
  },
  spell: ([item]) => ({ 'x-render-sync': { notifications: item?.values } }),
  // One list for all services: it is asked for once.
  list: ({ ownerId }) => ({
    path: '/notification-settings/overrides',
    query: { ownerId: [ownerId] },
    wrapper: 'override',
    item: overrideForm,
  }),
  alone: ({ id }) => ({
    path: path`/notification-settings/overrides/services/${id}`,
    answers: 'one item',
    item: overrideForm,
  }),
  // A service that never had any has the defaults, which the list may leave out.
  items: ({ id }, listed) => [
    byService(listed).get(id) ?? {
      serviceId: id,
      notificationsToSend: 'default',
      previewNotificationsEnabled: 'default',
    },
  ],
  keyOf: () => '',
  write: ({ id }, { changed }) =>
    changed.map(({ body }) =>
      patch(path`/notification-settings/overrides/services/${id}`, body, overrideForm),
    ),
})
