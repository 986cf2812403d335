import { randomUUID } from 'node:crypto'
import type { Reply } from '../operation/index.ts'
import { bodyOf, Json, SocketResponse } from '../operation/index.ts'
import { dateOf } from '../records/index.ts'

/** On every answer of the real API (API facts §0, response headers). A literal: a copy would be slow to read. */
const usualHeaders = (now: number) => ({
  vary: 'Origin',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '1; mode=block',
  'referrer-policy': 'same-origin',
  date: dateOf(now),
  'render-request-id': randomUUID(),
})

/** The reply as it is sent at `now`, with headers of its own. */
export const toResponse = (
  { status, body, messages, events }: Reply,
  own: Record<string, string>,
  now: number,
): Response => {
  const headers: Record<string, string> = Object.assign(usualHeaders(now), own)
  if (messages) return new SocketResponse(messages, headers)
  if (events) {
    Object.assign(headers, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
    })
    return new Response(bodyOf(events), { status, headers })
  }
  if (body === undefined) {
    // A 204 has neither body nor length; other empty answers say that they are empty.
    if (status !== 204) headers['content-length'] = '0'
    return new Response(null, { status, headers })
  }
  headers['content-type'] = 'application/json; charset=utf-8'
  return new Response(body instanceof Json ? body.written : JSON.stringify(body), { status, headers })
}
