import type { Exchange } from './exchange.ts'
import type { ApiRequest, Lookup } from './request.ts'
import { type Outcome, outcomeOfStatus, retryWait, toldWait } from './retry.ts'

/** How to go on after a try that did not succeed. */
export interface Decision {
  /** Nothing a further try could change. */
  readonly final: boolean
  /** No further try. */
  readonly over: boolean
  /** How long the whole bucket has to pause, in milliseconds. */
  readonly pause: number
  /** How long this request has to wait, in milliseconds, before it is looked up or tried again. */
  readonly rest: number
  /** A create that may have been carried out. */
  readonly doubtful: boolean
  /** Where to look whether it was. */
  readonly lookup: Lookup | undefined
}

// After the last try, too, the server may still be busy.
const lastLookAfter = 1_000

/** Decides about one request, try after try. */
export const createDecide = (
  { method, whenLost }: ApiRequest,
  now: () => number,
  random: () => number,
): ((result: Exchange) => Decision) => {
  const attempts = new Map<Outcome, number>()
  const lookup = typeof whenLost === 'object' ? whenLost : undefined
  const repeatable = whenLost !== undefined
  let everDoubtful = false

  return (result) => {
    const outcome = outcomeOf(result)
    const told = toldWait(result.status, result.headers, now())
    const attempt = (attempts.get(outcome) ?? 0) + 1
    attempts.set(outcome, attempt)
    const wait = retryWait({ attempt, method, outcome, told, repeatable, random: random() })

    const doubtful = method === 'POST' && mayBeDone(outcome, told, lookup)
    everDoubtful ||= doubtful
    const conflict = result.status === 409 && (everDoubtful || lookup?.onConflict === 'lookup')
    const refused = outcome === 'limited' || outcome === 'unavailable'
    const waitBeforeLook = doubtful && lookup ? (wait ?? lastLookAfter) : undefined
    return {
      final: outcome === 'final',
      over: wait === undefined,
      pause: (refused && wait) || 0,
      // A refused request waits with its bucket.
      rest: waitBeforeLook ?? ((!refused && wait) || 0),
      doubtful,
      lookup: doubtful || conflict ? lookup : undefined,
    }
  }
}

const outcomeOf = (result: Exchange): Outcome => {
  if (result.kind === 'answer') return outcomeOfStatus(result.status)
  return result.kind === 'unreached' && result.hopeless ? 'final' : result.kind
}

// A 503 that names no time may come from a gateway that lost the API's answer: where we can look, we do.
const mayBeDone = (outcome: Outcome, told: number | undefined, lookup: Lookup | undefined): boolean =>
  outcome === 'lost' || (outcome === 'unavailable' && told === undefined && lookup !== undefined)
