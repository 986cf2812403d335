import type { Clock } from '../clock.ts'
import type { Mask } from '../mask/index.ts'
import { createDecide } from './decide.ts'
import type { ApiError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { failureOf } from './failure.ts'
import { moment } from './limits/index.ts'
import type { ApiList, ApiRequest, Lookup, SendOptions } from './request.ts'
import type { Transmit } from './transmit.ts'

interface Means {
  readonly transmit: Transmit
  /** The server's time when ours is this. */
  readonly serverTime: (time: number) => number
  readonly list: (list: ApiList, signal: AbortSignal | undefined) => Promise<unknown[]>
  readonly clock: Clock
  readonly random: () => number
  readonly mask: Mask
  readonly host: string
}

/** Sends one request until it is answered, refused for good, or nobody can know what became of it. */
export const sendUntilAnswered = async (
  request: ApiRequest,
  wish: SendOptions,
  means: Means,
): Promise<unknown> => {
  const { signal } = wish
  const { transmit, serverTime, list, clock, random, mask, host } = means
  const decide = createDecide(request, clock.now, random)
  let firstSent: number | undefined
  // Once a create may have been carried out, to stop for any other reason would be half the truth.
  let lost: ApiError | undefined
  const orLost = (reason: unknown) => {
    throw lost ?? reason
  }

  for (;;) {
    const { result, sentAt, decision } = await transmit(request, wish, decide).catch(orLost)
    const done = doneWith(request, result)
    if (done) return done.body
    const error = failureOf(request, result, { host, mask, lost: decision.doubtful })
    if (decision.doubtful) lost = error

    if (decision.rest > moment) wish.onWait?.({ until: clock.now() + decision.rest })
    if (decision.rest > 0) await clock.sleep(decision.rest, signal).catch(orLost)
    if (decision.lookup) {
      firstSent ??= sentAt
      const items = await list(decision.lookup.list, signal).catch(() => {
        throw error
      })
      const found = pick(items, decision.lookup, serverTime(firstSent))
      if (found) return found.answer
    }
    if (decision.over) throw decision.final ? error : (lost ?? error)
  }
}

const pick = (items: readonly unknown[], { match, answer }: Lookup, sentAt: number) => {
  const item = items.find((item) => match(item as never, sentAt))
  return item === undefined ? undefined : { answer: answer ? answer(item as never) : item }
}

const doneWith = ({ method }: ApiRequest, result: Exchange): { readonly body: unknown } | undefined => {
  if (result.kind !== 'answer') return undefined
  if (result.ok) return result
  return method === 'DELETE' && isGone(result.status) ? { body: undefined } : undefined
}

const isGone = (status: number) => status === 404 || status === 410
