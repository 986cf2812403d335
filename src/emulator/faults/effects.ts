import { randomUUID } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { RequestLog } from '../answering/index.ts'
import { ConnectionReset, CutResponse, FaultResponse } from './broken-network.ts'
import type { RequestEffect } from './fault.ts'
import type { Faults } from './faults.ts'

/** Carries out what a fault does to one request. */

/** As the log of requests shows it. */
const nameOfEffect = (effect: RequestEffect): string => {
  const what = effect.does === 'answer' ? `answer ${effect.status}` : effect.does
  if (effect.worksAfter !== undefined) return `${what}, works after ${effect.worksAfter} ms`
  return effect.after ? `${what} after work` : what
}

/** Whether the request is carried out: nothing is delayed or cut where there is no answer. */
const works = ({ does, after }: RequestEffect) => after === 'work' || does === 'delay' || does === 'truncate'

const bodyOf = ({ status, text, message = 'a fault on demand' }: RequestEffect & { does: 'answer' }) =>
  // These have no body, says HTTP.
  [204, 205, 304].includes(status) ? null : (text ?? JSON.stringify({ message }))

const answered = (effect: RequestEffect & { does: 'answer' }, now: number) =>
  new FaultResponse(bodyOf(effect), {
    status: effect.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      date: new Date(now).toUTCString(),
      'render-request-id': randomUUID(),
      ...(effect.retryAfter !== undefined && { 'retry-after': String(effect.retryAfter) }),
    },
  })

/** The same request, which goes on when the client has gone. */
const apart = async ({ url, method, headers, body }: Request) =>
  new Request(url, { method, headers, ...(body && { body: await new Response(body).arrayBuffer() }) })

/** Rejects when the client gives up, and never settles before. */
const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

const cut = async (response: Response): Promise<Response> => {
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    // It has no end to be cut before.
    await response.body?.cancel()
    throw new ConnectionReset()
  }
  const body = new Uint8Array(await response.arrayBuffer())
  // There is no middle of an empty body to stop in.
  if (body.byteLength === 0) throw new ConnectionReset()
  return new CutResponse(response, body)
}

/** The answer that arrives in place of the one that `work` gives, or none: then it rejects as undici would. */
const brokenAnswer = async (
  effect: RequestEffect,
  request: Request,
  clock: Clock,
  work: () => Response | Promise<Response>,
): Promise<Response> => {
  if (effect.does === 'delay' && !effect.after) await clock.sleep(effect.ms, request.signal)
  const response = works(effect) ? await work() : undefined
  if (effect.does === 'delay' && effect.after) await clock.sleep(effect.ms, request.signal)
  switch (effect.does) {
    case 'answer':
      return answered(effect, clock.now())
    case 'reset':
      throw new ConnectionReset()
    case 'timeout':
      return never(request.signal)
    case 'truncate':
      return cut(response ?? new Response(null))
    case 'delay':
      return response ?? new Response(null)
  }
}

interface Around {
  faults: Faults
  clock: Clock
  log: RequestLog
}

/** Puts the faults in front of everything that answers below /v1, as a network is; `fault` is for the log. */
export const behindFaults =
  (
    { faults, clock, log }: Around,
    work: (request: Request, fault?: string) => Response | Promise<Response>,
  ) =>
  async (request: Request): Promise<Response> => {
    if (faults.list().length === 0) return work(request)
    const { pathname: path, search } = new URL(request.url)
    const effect = path.startsWith('/v1/') ? faults.request(request.method, path.slice(3)) : undefined
    if (!effect) return work(request)
    const fault = nameOfEffect(effect)
    if (effect.worksAfter !== undefined) {
      const late = await apart(request)
      void clock.sleep(effect.worksAfter).then(() => work(late, fault))
    } else if (!works(effect)) {
      const status = effect.does === 'answer' ? effect.status : 0
      log.add({ method: request.method, path, query: search.slice(1), status, fault })
    }
    return brokenAnswer(effect, request, clock, () => work(request, fault))
  }
