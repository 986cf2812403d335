import {
  created,
  newestPage,
  noContent,
  ok,
  operation,
  ownedBy,
  ownerFilter,
  wrapped,
} from '../operation/index.ts'
import type { Webhook } from '../records/index.ts'
import {
  clearable,
  flag,
  listOf,
  matching,
  moment,
  nonEmpty,
  nullable,
  object,
  optional,
  paging,
  single,
} from '../request/index.ts'
import type { World } from '../state/index.ts'

const url = matching(/^https?:\/\/\S+$/, 'a URL')

/** The API's names of events are all of this form; the document's list of them is open-ended in practice. */
const eventType = matching(/^[a-z]+(_[a-z]+)+$/, 'the name of an event')

const fields = { name: nonEmpty, url, enabled: flag, eventFilter: nullable(listOf(eventType)) }

const view = (webhook: Webhook) => ({
  id: webhook.id,
  name: webhook.name,
  url: webhook.url,
  enabled: webhook.enabled,
  // No filter is null, not [] (API facts §0).
  eventFilter: webhook.eventFilter.length > 0 ? webhook.eventFilter : null,
  // There in every recorded answer, and empty.
  secret: '',
})

const webhookOf = (world: World, id: string) => world.webhooks.find(id)

export const webhookOperations = [
  operation('GET', '/webhooks', { query: { ...paging, ...ownerFilter } }, ({ world, query }) => {
    const rows = world.webhooks.all().filter(ownedBy(world, query.ownerId))
    return ok(wrapped('webhook', newestPage('webhooks', rows, query), view))
  }),
  operation(
    'POST',
    '/webhooks',
    { body: object({ ...fields, ownerId: nonEmpty }) },
    ({ world, body: { eventFilter = [], ...body } }) => {
      world.owners.find(body.ownerId)
      return created(view(world.webhooks.put({ id: world.newId('whk'), ...body, eventFilter })))
    },
  ),
  operation('GET', '/webhooks/:webhookId', {}, ({ world, param }) =>
    ok(view(webhookOf(world, param('webhookId')))),
  ),
  operation(
    'PATCH',
    '/webhooks/:webhookId',
    {
      body: object({
        name: optional(nonEmpty),
        url: optional(url),
        enabled: optional(flag),
        eventFilter: clearable(listOf(eventType)),
      }),
    },
    ({ world, param, body }) => {
      const webhook = webhookOf(world, param('webhookId'))
      world.webhooks.change(webhook, {
        name: body.name ?? webhook.name,
        url: body.url ?? webhook.url,
        enabled: body.enabled ?? webhook.enabled,
        eventFilter: body.eventFilter ?? webhook.eventFilter,
      })
      return ok(view(webhook))
    },
  ),
  operation('DELETE', '/webhooks/:webhookId', {}, ({ world, param }) => {
    world.webhooks.remove(webhookOf(world, param('webhookId')).id)
    return noContent
  }),
  operation(
    'GET',
    '/webhooks/:webhookId/events',
    { query: { ...paging, sentBefore: single(moment), sentAfter: single(moment) } },
    ({ world, param, query }) => {
      const { id } = webhookOf(world, param('webhookId'))
      // Nothing is ever sent from here.
      return ok(wrapped('webhookEvent', newestPage(`webhook events of ${id}`, [], query), () => ({})))
    },
  ),
]
