import type { Clock } from '../clock.ts'
import type { Mask } from '../mask/index.ts'
import { createDecide, type Decision } from './decide.ts'
import type { ApiError } from './errors.ts'
import { failureOf } from './failure.ts'
import { moment } from './limits/index.ts'
import { look } from './look.ts'
import type { ApiList, ApiRequest, SendOptions } from './request.ts'
import type { Transmit } from './transmit.ts'
import type { Exchange } from './wire/index.ts'

interface Means {
  readonly transmit: Transmit
  /** The server's time when ours is this. */
  readonly serverTime: (time: number) => number
  readonly list: (list: ApiList, signal: AbortSignal | undefined) => Promise<unknown[]>
  readonly clock: Clock
  readonly random: () => number
  readonly mask: Mask
  readonly host: string
  /** The longest wait that a server may ask for, in milliseconds. */
  readonly maxWait: number
}

/** Sends one request until it is answered, refused for good, or nobody can know what became of it. */
export const sendUntilAnswered = async (
  request: ApiRequest,
  wish: SendOptions,
  means: Means,
): Promise<unknown> => {
  const { transmit, clock, random, mask, host, maxWait } = means
  const decide = createDecide(request, { now: clock.now, random, maxWait })
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
    const { doubtful, asked } = decision
    const error = failureOf(request, result, { host, mask, lost: doubtful, asked, now: clock.now() })
    if (doubtful) lost = error
    firstSent ??= decision.look && sentAt
    const found = await meanwhile(decision, wish, means, firstSent ?? sentAt).catch((reason) => {
      throw decision.look ? error : (lost ?? reason)
    })
    if (found) return found.answer
    if (decision.over) throw decision.final || asked !== undefined ? error : (lost ?? error)
  }
}

/** Waits, or looks for as long as the server may be working on it. `sentAt`: when it was first sent. */
const meanwhile = async (
  decision: Decision,
  { signal, onWait }: SendOptions,
  { clock, list, serverTime }: Means,
  sentAt: number,
): Promise<{ readonly answer: unknown } | undefined> => {
  const { rest } = decision
  const busy = decision.look?.patience ?? rest
  if (busy > moment) onWait?.({ until: clock.now() + busy })
  if (rest > 0) await clock.sleep(rest, signal)
  if (!decision.look) return undefined
  const { lookup, patience } = decision.look
  return await look(lookup, patience, () => serverTime(sentAt), {
    list: (items) => list(items, signal),
    sleep: (ms) => clock.sleep(ms, signal),
  })
}

const doneWith = ({ method }: ApiRequest, result: Exchange): { readonly body: unknown } | undefined => {
  if (result.kind !== 'answer') return undefined
  if (result.ok) return result
  return method === 'DELETE' && isGone(result.status) ? { body: undefined } : undefined
}

const isGone = (status: number) => status === 404 || status === 410
