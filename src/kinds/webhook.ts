import { del, patch, path, post } from '../http/index.ts'
import { fieldsOf, flag, kindOf, setOf, text } from '../rows/index.ts'

export interface WebhookLive {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly enabled: boolean
  readonly eventFilter: string[] | null
  readonly secret?: string
}

const row = fieldsOf<WebhookLive>()

const events = setOf(text({ minLength: 1, examples: ['deploy_ended', 'server_failed'] }), (event) => event)

export const webhook = kindOf<WebhookLive>()({
  name: 'webhook',
  title: 'webhook',
  doc: 'An address that is told what happens in the workspace.',
  prefix: 'webhook',
  idPrefix: 'whk',
  file: { list: 'webhooks', extension: true, required: ['name', 'url'] },
  fields: {
    url: row({
      doc: 'The address that events are sent to.',
      codec: text({ minLength: 1, examples: ['https://example.com/render', 'https://example.com/hooks'] }),
      onChange: 'update',
      read: (live) => live.url,
      write: (url) => ({ url }),
    }),
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
  aspects: {},
  outputs: {},
  blueprintOnly: {},
  ignored: { name: 'the identity', ownerId: 'the workspace' },
  onDemand: true,
  list: (owner) => ({ path: '/webhooks', query: { ownerId: [owner] }, wrapper: 'webhook' }),
  nameOf: (live) => live.name,
  // The secret that signs what it sends.
  keep: ({ secret: _secret, ...live }) => live,
  create: (body, { names: [name = ''], owner }) =>
    post(
      '/webhooks',
      { ...body, name, ownerId: owner },
      {
        list: { path: '/webhooks', query: { ownerId: [owner] }, wrapper: 'webhook' },
        match: (found: WebhookLive) => found.name === name,
      },
    ),
  created: (live: WebhookLive) => ({ live }),
  update: ({ id }, body) => patch(path`/webhooks/${id}`, body),
  remove: ({ id }) => del(path`/webhooks/${id}`),
  holdsData: () => false,
})
