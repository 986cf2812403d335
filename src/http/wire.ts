import type { Wire } from './exchange.ts'
import type { ApiRequest, Query } from './request.ts'

// Lists in a query are joined with commas, except under these names, which are repeated.
const repeated = new Set(['resourceIds', 'resourceId', 'serviceId', 'diskId'])

const queryText = (query: Query): string => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    if (Array.isArray(value) && repeated.has(name)) for (const item of value) params.append(name, item)
    else params.append(name, String(value))
  }
  return params.size > 0 ? `?${params}` : ''
}

/** A request as it goes over the wire. */
export const toWire = (request: ApiRequest, base: string, apiKey: string, userAgent: string): Wire => {
  const { method, path, query = {}, body } = request
  const headers = { authorization: `Bearer ${apiKey}`, accept: 'application/json', 'user-agent': userAgent }
  const url = base + path + queryText(query)
  if (body === undefined) return { method, url, headers }
  return {
    method,
    url,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}
