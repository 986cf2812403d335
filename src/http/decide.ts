import type { ApiRequest, Lookup } from './request.ts'
import { mayWorkFor, type Outcome, outcomeOfStatus, retryWait, toldWait } from './retry.ts'
import type { Exchange } from './wire/index.ts'

/** How to go on after a try that did not succeed. */
export interface Decision {
  /** Nothing a further try could change. */
  readonly final: boolean
  /** No further try. */
  readonly over: boolean
  /** How long the whole bucket has to pause, in milliseconds. */
  readonly pause: number
  /** How long this request has to wait, in milliseconds, before it is tried again. */
  readonly rest: number
  /** A create that may have been carried out. */
  readonly doubtful: boolean
  /** Where to look whether it was, and for how long, in milliseconds; 0: once, at once. */
  readonly look: { readonly lookup: Lookup; readonly patience: number } | undefined
  /** The server asks for a longer wait than is waited at most: this long, in milliseconds. */
  readonly asked: number | undefined
  /** Nothing has counted it: its token is given back. */
  readonly uncounted: boolean
}

interface Deciding {
  readonly now: () => number
  readonly random: () => number
  /** The longest wait that a server may ask for, in milliseconds. */
  readonly maxWait: number
}

/** Decides about one request, try after try. */
export const createDecide = (
  { method, whenLost }: ApiRequest,
  { now, random, maxWait }: Deciding,
): ((result: Exchange) => Decision) => {
  const attempts = new Map<Outcome, number>()
  const lookup = typeof whenLost === 'object' ? whenLost : undefined
  const repeatable = whenLost !== undefined
  let everDoubtful = false

  /** A create that may have been carried out, and its own name may be what is in its way. */
  const lookOf = (result: Exchange, doubtful: boolean): Decision['look'] => {
    const conflict = result.status === 409 && (everDoubtful || lookup?.onConflict === 'lookup')
    if (!lookup || !(doubtful || conflict)) return undefined
    return { lookup, patience: doubtful ? mayWorkFor : 0 }
  }

  return (result) => {
    const outcome = outcomeOf(result)
    const told = toldWait(result.status, result.headers, now())
    const attempt = (attempts.get(outcome) ?? 0) + 1
    attempts.set(outcome, attempt)
    const wait = retryWait({ attempt, method, outcome, told, repeatable, random: random() })
    const asked = wait !== undefined && told !== undefined && told > maxWait ? told : undefined

    const mayBeDone = outcome === 'lost' || (outcome === 'unavailable' && whenLost !== 'repeat')
    const doubtful = method === 'POST' && mayBeDone
    everDoubtful ||= doubtful
    const refused = outcome === 'limited' || outcome === 'unavailable'
    const look = lookOf(result, doubtful)
    const next = asked === undefined ? wait : undefined
    return {
      final: outcome === 'final',
      over: next === undefined,
      pause: (refused && next) || 0,
      // A refused request waits with its bucket, and one that is looked for as long as that takes.
      rest: (!refused && !look && next) || 0,
      doubtful,
      look,
      asked,
      uncounted: outcome === 'limited' || outcome === 'unreached',
    }
  }
}

const outcomeOf = (result: Exchange): Outcome => {
  if (result.kind === 'answer') return outcomeOfStatus(result.status)
  return result.kind === 'unreached' && result.hopeless ? 'final' : result.kind
}
