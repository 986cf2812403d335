import { badRequest } from '../request/errors.ts'
import { noContent, ok, operation } from '../request/operation.ts'
import { matching, object, oneOf, optional, text } from '../request/validate.ts'
import { find } from '../state/world.ts'
import { ownerOf } from './owners.ts'

const path = '/metrics-stream/:ownerId'

const providers = ['BETTER_STACK', 'GRAFANA', 'DATADOG', 'NEW_RELIC', 'HONEYCOMB', 'CUSTOM'] as const

const body = object({
  provider: optional(oneOf(providers)),
  url: optional(matching(/^https?:\/\/\S+$/, 'a URL')),
  // Only ever written, and not kept here at all (API facts §1.11).
  token: optional(text),
})

export const metricsStreamOperations = [
  operation('GET', path, {}, ({ world, param }) => {
    const { id } = ownerOf(world, param('ownerId'))
    return ok({ ownerId: id, ...find(world.state.metricsStreams, id) })
  }),
  operation('PUT', path, { body }, ({ world, param, body: given }) => {
    const { id } = ownerOf(world, param('ownerId'))
    const before = world.state.metricsStreams[id]
    const provider = given.provider ?? before?.provider
    const url = given.url ?? before?.url
    if (!provider || !url) throw badRequest('invalid request: a new stream needs provider and url')
    const stream = { provider, url }
    world.state.metricsStreams[id] = stream
    return ok({ ownerId: id, ...stream })
  }),
  operation('DELETE', path, {}, ({ world, param }) => {
    const { id } = ownerOf(world, param('ownerId'))
    find(world.state.metricsStreams, id)
    delete world.state.metricsStreams[id]
    return noContent
  }),
]
