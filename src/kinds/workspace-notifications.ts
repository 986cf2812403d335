import { form, get, patch, path } from '../http/index.ts'
import { fieldsOf, kindOf, oneOf, switched, usually } from '../rows/index.ts'

/** Notification settings of a workspace, which have the id of their workspace. */
export interface OwnerNotifications {
  readonly id: string
  readonly ownerId: string
  readonly emailEnabled: boolean
  readonly slackEnabled: boolean
  readonly previewNotificationsEnabled: boolean
  readonly notificationsToSend: string
}

const settingsForm = form.object({
  ownerId: form.id,
  emailEnabled: form.flag,
  previewNotificationsEnabled: form.flag,
  notificationsToSend: form.word,
})

const row = fieldsOf<OwnerNotifications>()

const ownerPath = (owner: string): string => path`/notification-settings/owners/${owner}`

/** Every workspace has them from its beginning; these are what it begins with (API facts §1.11). */
export const workspaceNotifications = kindOf<OwnerNotifications>()({
  name: 'workspaceNotifications',
  title: 'notification setting of the workspace',
  doc: 'What all services notify of that do not say otherwise.',
  prefix: 'notifications',
  idPrefix: 'tea',
  file: { list: 'notifications', extension: true, single: 'workspace', required: [] },
  fields: {
    send: row({
      doc: 'What is sent: nothing, failures, or everything.',
      codec: usually('failure', oneOf('none', 'failure', 'all')),
      onChange: 'update',
      read: (live) => live.notificationsToSend,
      write: (notificationsToSend) => ({ notificationsToSend }),
    }),
    previews: row({
      doc: 'Whether previews notify as well.',
      codec: usually('disabled', switched(true, false)),
      onChange: 'update',
      read: (live) => live.previewNotificationsEnabled,
      write: (previewNotificationsEnabled) => ({ previewNotificationsEnabled }),
    }),
    email: row({
      doc: 'Whether it is sent by e-mail.',
      codec: usually('enabled', switched(true, false)),
      onChange: 'update',
      read: (live) => live.emailEnabled,
      write: (emailEnabled) => ({ emailEnabled }),
    }),
  },
  aspects: {},
  outputs: {},
  blueprintOnly: {},
  ignored: {},
  unsaid: ({ slackEnabled }) => (slackEnabled ? ['that they are sent to Slack as well'] : []),
  onDemand: true,
  always: true,
  list: (owner) => ({ path: ownerPath(owner), answers: 'one item', item: settingsForm }),
  get: ({ id }) => get(ownerPath(id), undefined, settingsForm),
  nameOf: () => 'workspace',
  keep: (answer) => ({ ...answer, id: answer.ownerId }),
  create: (body, { owner }) => patch(ownerPath(owner), body, settingsForm),
  created: (answer: OwnerNotifications) => ({ live: { ...answer, id: answer.ownerId } }),
  update: ({ id }, body) => patch(ownerPath(id), body, settingsForm),
  // They cannot go: they become again what a workspace begins with.
  remove: ({ id }) =>
    patch(
      ownerPath(id),
      { emailEnabled: true, previewNotificationsEnabled: false, notificationsToSend: 'failure' },
      settingsForm,
    ),
  holdsData: () => false,
})
