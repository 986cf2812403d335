import { hideFor, type Mask } from '../mask/index.ts'
import { ApiError, codeOfStatus } from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { ApiRequest } from './request.ts'

/** The error for what became of a request, with everything hidden taken out. */
export const failureOf = (
  { method, path, body }: ApiRequest,
  result: Exchange,
  { host, mask, lost }: { host: string; mask: Mask; lost: boolean },
): ApiError => {
  const hide = hideFor(mask, { path, body })
  const code = lost ? 'answer-lost' : undefined
  const where = hide(`${method} ${path}`)
  if (result.kind === 'unreached') {
    return new ApiError({ code: code ?? 'unreachable', where, found: hide(`${result.found} at ${host}`) })
  }
  const { status } = result
  const requestId = hide(result.headers?.get('render-request-id') ?? '') || undefined
  if (result.kind === 'lost') {
    const found = hide(result.why === 'unreachable' ? `${result.found} at ${host}` : result.found)
    return new ApiError({ code: code ?? result.why, where, found, status, requestId })
  }
  const location = result.headers.get('location')
  const found = hide(`HTTP ${status}${location ? ` to ${location}` : ''}`)
  const answer = hide(messageIn(result.body)) || undefined
  return new ApiError({ code: code ?? codeOfStatus(result.status), where, found, status, requestId, answer })
}

const messageIn = (body: unknown): string => {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined
  return typeof message === 'string' ? message : ''
}
