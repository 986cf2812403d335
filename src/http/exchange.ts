import type { Clock } from '../clock.ts'
import type { Fetch } from './host.ts'
import type { ApiRequest, Method, Query } from './request.ts'

export interface Wire {
  readonly method: Method
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

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

interface Terms {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

// Failures from before the request left this machine. ABORTED is a proxy that refuses: our own aborts do not get here.
const unsent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_(CONNECT_TIMEOUT|ABORTED|PRX_TLS|INVALID_ARG))$/

// Nobody is there who can be trusted, or who speaks TLS at all: it will be the same the next time.
const unsecured = /^(CERT_.*|ERR_TLS_.*|ERR_SSL_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/

/**
 * Sends a request once and reads its answer whole. Rejects only when the signal stops a GET: what changes
 * something is left to finish, so that its outcome is known.
 */
export const exchange = async (wire: Wire, { fetch, clock, timeoutMs, signal }: Terms): Promise<Exchange> => {
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
    return await orAborted(exchangeOnce(wire, fetch, abort.signal), abort.signal)
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

const exchangeOnce = async ({ url, ...init }: Wire, fetch: Fetch, signal: AbortSignal): Promise<Exchange> => {
  const response = await fetch(url, { ...init, redirect: 'manual', signal })
  const { status, headers } = response
  const ok = status >= 200 && status < 300
  const text = await response.text()
  try {
    return { kind: 'answer', status, ok, headers, body: text.trim() === '' ? undefined : JSON.parse(text) }
  } catch {
    // Gateways explain themselves in HTML; an error needs no body.
    if (!ok) return { kind: 'answer', status, ok, headers, body: undefined }
    // The text stays out of it: it may hold values that are hidden.
    const found = `${text.length} characters that are no JSON`
    return { kind: 'lost', why: 'bad-answer', found, status, headers }
  }
}

/** An injected fetch may not heed its signal. */
const orAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    promise.then(resolve, reject)
  })

const failure = (error: unknown): Exchange => {
  const causes = causesOf(error)
  const coded = causes.find((cause) => typeof cause.code === 'string')
  const code = String(coded?.code ?? '')
  // The codes of the system are known to all, those of undici to nobody.
  const found = code.startsWith('UND_') ? coded?.message : code || causes.at(-1)?.message
  // Fetch refuses some ports whatever listens there; undici gives that no code.
  if (found === 'bad port')
    return { kind: 'unreached', found: 'a port that no web client asks (bad port)', hopeless: true }
  if (unsecured.test(code)) {
    const plain = code === 'ERR_SSL_WRONG_VERSION_NUMBER' ? 'an answer without TLS, ' : ''
    return { kind: 'unreached', found: `${plain}${found}`, hopeless: true }
  }
  if (unsent.test(code)) return { kind: 'unreached', found: found ?? code }
  return { kind: 'lost', why: 'unreachable', found: found || 'a broken connection' }
}

const causesOf = (error: unknown, depth = 0): (Error & { readonly code?: unknown })[] =>
  error instanceof Error && depth < 10 ? [error, ...causesOf(error.cause, depth + 1)] : []

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
