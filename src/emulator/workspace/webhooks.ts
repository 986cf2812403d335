import { created, noContent, ok, operation } from '../request/operation.ts'
import { newestPage, wrapped } from '../request/pages.ts'
import { moment, paging, single } from '../request/query.ts'
import {
  clearable,
  flag,
  listOf,
  matching,
  nonEmpty,
  nullable,
  object,
  optional,
} from '../request/validate.ts'
import type { Webhook } from '../state/store.ts'
import type { World } from '../state/world.ts'
import { find } from '../state/world.ts'
import { ownedBy, ownerFilter, ownerOf } from './owners.ts'

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

const webhookOf = (world: World, id: string) => find(world.state.webhooks, id)

export const webhookOperations = [
  operation('GET', '/webhooks', { query: { ...paging, ...ownerFilter } }, ({ world, query }) => {
    const rows = Object.values(world.state.webhooks).filter(ownedBy(world, query.ownerId))
    return ok(wrapped('webhook', newestPage('webhooks', rows, query), view))
  }),
  operation(
    'POST',
    '/webhooks',
    { body: object({ ...fields, ownerId: nonEmpty }) },
    ({ world, body: { eventFilter = [], ...body } }) => {
      ownerOf(world, body.ownerId)
      const webhook: Webhook = { id: world.newId('whk'), ...body, eventFilter }
      world.state.webhooks[webhook.id] = webhook
      return created(view(webhook))
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
      webhook.name = body.name ?? webhook.name
      webhook.url = body.url ?? webhook.url
      webhook.enabled = body.enabled ?? webhook.enabled
      webhook.eventFilter = body.eventFilter ?? webhook.eventFilter
      return ok(view(webhook))
    },
  ),
  operation('DELETE', '/webhooks/:webhookId', {}, ({ world, param }) => {
    delete world.state.webhooks[webhookOf(world, param('webhookId')).id]
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
