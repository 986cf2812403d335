/** One request over the wire, and its answer read whole. */
import type { Clock } from '../../clock.ts'
import type { Answer } from '../forms.ts'
import { textOf } from './bounded.ts'
import { failure, tooLong } from './broken.ts'
import type { Exchange, Fetch, Wire } from './wire.ts'

interface Terms {
  /** What a good answer is; absent: any is. */
  readonly answer: Answer | undefined
  readonly fetch: Fetch
  readonly clock: Clock
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

/**
 * Sends a request once and reads its answer whole. Rejects only when the signal stops a GET: what changes
 * something is left to finish, so that its outcome is known.
 */
export const exchange = async (wire: Wire, terms: Terms): Promise<Exchange> => {
  const { clock, timeoutMs, signal } = terms
  const abort = new AbortController()
  const stop = wire.method === 'GET' ? signal : undefined
  const onStop = () => abort.abort(stop?.reason)
  stop?.addEventListener('abort', onStop, { once: true })
  const done = new AbortController()
  let late = false
  if (Number.isFinite(timeoutMs)) {
    const onTimeout = () => {
      late = true
      abort.abort(new Error('timeout'))
    }
    clock.sleep(timeoutMs, done.signal).then(onTimeout, () => {})
  }
  try {
    return await orAborted(exchangeOnce(wire, terms, abort.signal), abort.signal)
  } catch (error) {
    stop?.throwIfAborted()
    if (late) return { kind: 'lost', why: 'timeout', found: `none within ${timeoutMs / 1000} s` }
    return failure(error)
  } finally {
    // With a reason, since Node makes an error with a stack for one that has none, at every request.
    done.abort('done')
    stop?.removeEventListener('abort', onStop)
  }
}

const exchangeOnce = async (
  { url, ...init }: Wire,
  { fetch, answer }: Terms,
  signal: AbortSignal,
): Promise<Exchange> => {
  const response = await fetch(url, { ...init, redirect: 'manual', signal })
  const { status, headers, ok } = response
  const lost = (found: string): Exchange => ({ kind: 'lost', why: 'bad-answer', found, status, headers })
  const text = await textOf(response)
  if (text === undefined) return lost(tooLong)
  try {
    const body: unknown = text.trim() === '' ? undefined : JSON.parse(text)
    const wrong = ok ? whatIsWrong(answer, status, body) : undefined
    return wrong === undefined ? { kind: 'answer', status, ok, headers, body } : lost(wrong)
  } catch {
    // Gateways explain themselves in HTML; an error needs no body. What it says may hold values that are hidden.
    return ok
      ? lost(`${text.length} characters that are no JSON`)
      : { kind: 'answer', status, ok, headers, body: undefined }
  }
}

const whatIsWrong = (answer: Answer | undefined, status: number, body: unknown): string | undefined => {
  if (!answer) return undefined
  if (body === undefined && [202, 204, answer.empty].includes(status))
    return answer.empty ? undefined : 'an answer without a body'
  return answer.body ? answer.body(body, '') : `an answer of HTTP ${status} where 202 or 204 is one`
}

/** An injected fetch may not heed its signal. */
const orAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    promise.then(resolve, reject)
  })
