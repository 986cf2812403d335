import type { ApiRequest, Method, Query } from '../request.ts'

export interface Wire {
  readonly method: Method
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The part of `fetch` that the client uses: an emulator in the same process fits as well as the real one. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What became of one request on the wire. */
export type Exchange =
  | {
      readonly kind: 'answer'
      readonly status: number
      /** 2xx. */
      readonly ok: boolean
      readonly headers: Headers
      readonly body: unknown
    }
  | {
      readonly kind: 'unreached'
      readonly found: string
      /** No further try would find anything else. */
      readonly hopeless?: true
      readonly status?: never
      readonly headers?: never
    }
  | {
      readonly kind: 'lost'
      readonly why: 'timeout' | 'unreachable' | 'bad-answer'
      readonly found: string
      readonly status?: number
      readonly headers?: Headers
    }

const queryText = (query: Query): string => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    if (Array.isArray(value)) for (const item of value) params.append(name, item)
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
