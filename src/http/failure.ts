import { hideFor, type Mask } from '../mask/index.ts'
import { ApiError, codeOfStatus } from './errors.ts'
import type { ApiRequest } from './request.ts'
import type { Exchange } from './wire/index.ts'

interface Around {
  readonly host: string
  readonly mask: Mask
  /** It may have been carried out. */
  readonly lost: boolean
  /** How long the server asks to wait, in milliseconds, where that is longer than is waited. */
  readonly asked?: number | undefined
  readonly now: number
}

/** The error for what became of a request, with everything hidden taken out. */
export const failureOf = (
  { method, path, body }: ApiRequest,
  result: Exchange,
  { host, mask, lost, asked, now }: Around,
): ApiError => {
  const hide = hideFor(mask, { path, body })
  const code = asked !== undefined ? 'long-wait' : lost ? 'answer-lost' : undefined
  const where = hide(`${method} ${path}`)
  if (result.kind === 'unreached') {
    return new ApiError({ code: code ?? 'unreachable', where, found: hide(`${result.found} at ${host}`) })
  }
  const { status } = result
  const requestId = hide(result.headers?.get('render-request-id') ?? '') || undefined
  if (result.kind === 'lost') {
    if (result.why === 'bad-answer') {
      const found = lost ? `${result.found}, and nobody knows whether it was carried out` : result.found
      return new ApiError({ code: result.why, where, found: hide(found), status, requestId })
    }
    const found = hide(result.why === 'unreachable' ? `${result.found} at ${host}` : result.found)
    return new ApiError({ code: code ?? result.why, where, found, status, requestId })
  }
  const location = result.headers.get('location')
  const wait = asked === undefined ? '' : ` that asks to wait until ${timeText(now + asked)}`
  const found = hide(`HTTP ${status}${location ? ` to ${location}` : ''}${wait}`)
  const answer = hide(messageIn(result.body)) || undefined
  return new ApiError({ code: code ?? codeOfStatus(result.status), where, found, status, requestId, answer })
}

const timeText = (time: number) => new Date(time).toISOString().replace(/\.\d+/, '')

const messageIn = (body: unknown): string => {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined
  return typeof message === 'string' ? message : ''
}
