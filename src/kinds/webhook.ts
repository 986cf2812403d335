import { del, get, patch, path, post } from '../http/index.ts'
import { fieldsOf, flag, kindOf, setOf, text } from '../rows/index.ts'
import { receiver, type WebhookLive, webhookForm } from './aspects/receiver.ts'

const row = fieldsOf<WebhookLive>()

/** All of them. */
const webhooks = { path: '/webhooks', wrapper: 'webhook', item: webhookForm } as const

const events = setOf(text({ minLength: 1, examples: ['deploy_ended', 'server_failed'] }), (event) => event)

export const webhook = kindOf<WebhookLive>()({
  name: 'webhook',
  title: 'webhook',
  doc: 'An address that is told what happens in the workspace.',
  prefix: 'webhook',
  idPrefix: 'whk',
  file: { list: 'webhooks', extension: true, required: ['name'] },
  fields: {
    enabled: row({
      doc: 'Whether anything is sent.',
      codec: flag,
      onChange: 'update',
      default: true,
      read: (live) => live.enabled,
      write: (enabled) => ({ enabled }),
    }),
    eventFilter: row({
      doc: 'The types of events to send; `[]` is all.',
      codec: events,
      onChange: 'update',
      default: [],
      read: (live) => live.eventFilter ?? [],
      write: (eventFilter) => ({ eventFilter }),
    }),
  },
  aspects: { receiver },
  outputs: {},
  blueprintOnly: {},
  ignored: { name: 'the identity', ownerId: 'the workspace' },
  onDemand: true,
  list: (owner) => ({ ...webhooks, query: { ownerId: [owner] } }),
  get: ({ id }) => get(path`/webhooks/${id}`, undefined, webhookForm),
  nameOf: (live) => live.name,
  // The secret that signs what it sends.
  keep: ({ secret: _secret, ...live }) => live,
  create: (body, { names: [name = ''], owner }) =>
    post(
      '/webhooks',
      { ...body, name, ownerId: owner },
      {
        list: { ...webhooks, query: { ownerId: [owner] } },
        match: (found: WebhookLive) => found.name === name,
      },
      { body: webhookForm },
    ),
  created: (live: WebhookLive) => ({ live }),
  update: ({ id }, body) => patch(path`/webhooks/${id}`, body, webhookForm),
  remove: ({ id }) => del(path`/webhooks/${id}`),
  holdsData: () => false,
})
