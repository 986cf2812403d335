import { untilReset } from './limits/index.ts'
import type { Method } from './request.ts'

/** What became of one try, as far as trying again goes. */
export type Outcome = 'limited' | 'unavailable' | 'unreached' | 'lost' | 'final'

export interface Try {
  /** How many tries of this request had this outcome, this one included. */
  readonly attempt: number
  readonly method: Method
  readonly outcome: Outcome
  /** How long the answer says to wait, in milliseconds. */
  readonly told?: number | undefined
  /** A POST that says what to do when its answer is lost. */
  readonly repeatable?: boolean
  /** From 0 to 1. */
  readonly random: number
}

interface Row {
  readonly attempts: number
  /** The wait before the second try, in milliseconds; it doubles with each further one. */
  readonly first: number
  readonly methods: readonly Method[]
}

const every: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const idempotent: readonly Method[] = ['GET', 'PUT', 'PATCH', 'DELETE']

/** How long a server may still be working on what it was sent, in milliseconds, after its answer was lost. */
export const mayWorkFor = 30_000

const rows: Readonly<Record<Exclude<Outcome, 'final'>, Row>> = {
  // Refused before anything was done. Who shares the key may win every window for a while.
  limited: { attempts: 20, first: 1_000, methods: every },
  // A gateway says so of an API that has carried it out as well. An outage lasts longer than a deploy of the API.
  unavailable: { attempts: 8, first: 1_000, methods: idempotent },
  // Never sent: no address, nobody listening. A network that comes back does so soon.
  unreached: { attempts: 3, first: 500, methods: every },
  // It may have been carried out: only what has the same effect twice is repeated, or a POST that can be looked up.
  lost: { attempts: 5, first: 1_000, methods: idempotent },
}

const longestBackoff = 30_000

/** How many milliseconds to wait before the next try; undefined: give up. */
export const retryWait = ({
  attempt,
  method,
  outcome,
  told,
  repeatable,
  random,
}: Try): number | undefined => {
  if (outcome === 'final') return undefined
  const { attempts, first, methods } = rows[outcome]
  if (attempt >= attempts || !(methods.includes(method) || repeatable)) return undefined
  if (told !== undefined) return told + random * first
  const backoff = Math.min(first * 2 ** (attempt - 1), longestBackoff)
  return backoff / 2 + (random * backoff) / 2
}

export const outcomeOfStatus = (status: number): Outcome => {
  if (status === 429) return 'limited'
  if (status === 503) return 'unavailable'
  // 408 and the rest of 5xx come from gateways that stopped waiting, too: it may have been carried out.
  return status >= 500 || status === 408 ? 'lost' : 'final'
}

/** How long an answer says to wait, in milliseconds. */
export const toldWait = (
  status: number | undefined,
  headers: Headers | undefined,
  now: number,
): number | undefined => {
  if (!headers) return undefined
  const after = headers.get('retry-after')
  if (after && /^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000
  const date = Date.parse(after ?? '')
  if (!Number.isNaN(date)) {
    const serverNow = Date.parse(headers.get('date') ?? '')
    return Math.max(0, date - (Number.isNaN(serverNow) ? now : serverNow))
  }
  // Every answer has a Ratelimit-Reset: it is the reason for the refusal only if nothing remains.
  const spent = status === 429 || (status === 503 && headers.get('ratelimit-remaining') === '0')
  return spent ? untilReset(headers, now) : undefined
}
