import { noContent, ok, operation } from '../operation/index.ts'
import type { MetricsStream } from '../records/index.ts'
import { badRequest, matching, object, oneOf, optional, text } from '../request/index.ts'

const path = '/metrics-stream/:ownerId'

const providers = ['BETTER_STACK', 'GRAFANA', 'DATADOG', 'NEW_RELIC', 'HONEYCOMB', 'CUSTOM'] as const

const body = object({
  provider: optional(oneOf(providers)),
  url: optional(matching(/^https?:\/\/\S+$/, 'a URL')),
  // Only ever written, and not kept here at all (API facts §1.11).
  token: optional(text),
})

const view = ({ id, provider, url }: MetricsStream) => ({ ownerId: id, provider, url })

export const metricsStreamOperations = [
  operation('GET', path, {}, ({ world, param }) => {
    const { id } = world.owners.find(param('ownerId'))
    return ok(view(world.metricsStreams.find(id)))
  }),
  operation('PUT', path, { body }, ({ world, param, body: given }) => {
    const { id } = world.owners.find(param('ownerId'))
    const before = world.metricsStreams.get(id)
    const provider = given.provider ?? before?.provider
    const url = given.url ?? before?.url
    if (!provider || !url) throw badRequest('invalid request: a new stream needs provider and url')
    return ok(view(world.metricsStreams.put({ id, provider, url })))
  }),
  operation('DELETE', path, {}, ({ world, param }) => {
    const { id } = world.owners.find(param('ownerId'))
    world.metricsStreams.remove(world.metricsStreams.find(id).id)
    return noContent
  }),
]
