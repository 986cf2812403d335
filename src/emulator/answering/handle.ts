import type { Clock } from '../../clock.ts'
import { auditing } from '../account/index.ts'
import { settleDeploys } from '../deploys/index.ts'
import type { Operation, Reply } from '../operation/index.ts'
import { written } from '../operation/index.ts'
import { ApiError, readForm, readJson } from '../request/index.ts'
import type { World } from '../state/index.ts'
import type { KeptAnswers } from './kept-answers.ts'
import type { Keys } from './keys.ts'
import { recordedLatency } from './latency.ts'
import type { Limiter } from './limits.ts'
import type { RequestLog } from './request-log.ts'
import { toResponse } from './response.ts'

/** What answering needs besides the operations; `world` is asked for anew at each request, so that it can be reset. */
export interface AppParts {
  clock: Clock
  keys: Keys
  limiter: Limiter
  log: RequestLog
  kept: KeptAnswers
  latency: 'none' | 'recorded'
  world(): World
  /** Called after every request that may have changed something; the answer waits for it. */
  save(): Promise<void>
}

export const base = '/v1'

/** What a request is for: an operation and the parts of its path, an answer it had before, or none. */
export type Target = { operation: Operation; params: Record<string, string> } | { known: Reply } | ApiError

interface Asked {
  path: string
  query: string
}

interface Handled {
  reply: Reply
  headers: Record<string, string>
  body?: unknown
}

/** The path and the query of a URL that a request had, and that so is in its normal form: `new URL` takes its time. */
const askedBy = (url: string): Asked => {
  const start = url.indexOf('/', 'https://'.length)
  const mark = url.indexOf('?', start)
  return mark < 0
    ? { path: url.slice(start), query: '' }
    : { path: url.slice(start, mark), query: url.slice(mark + 1) }
}

const ranges = {
  json: /^\s*(\*\/\*|application\/(\*|json))\s*(;|$)/,
  events: /^\s*(\*\/\*|text\/(\*|event-stream))\s*(;|$)/,
}

const accepts = (accept: string | null, range: RegExp) =>
  !accept || accept.split(',').some((each) => range.test(each))

const streams = (target: Target) => 'operation' in target && target.operation.streams

/** What it returns throws for what the key may not do. */
const admit = ({ headers }: Request, keys: Keys, target: Target) => {
  const allow = keys.admit(headers.get('authorization'))
  const range = streams(target) ? ranges.events : ranges.json
  if (!accepts(headers.get('accept'), range)) throw new ApiError(406, 'Not Acceptable')
  return allow
}

const asksForSocket = ({ headers }: Request) => headers.get('upgrade')?.toLowerCase() === 'websocket'

const readBody = (request: Request, reads: 'json' | 'form'): Promise<unknown> =>
  reads === 'form' ? readForm(request) : readJson(request)

/** Judges and answers. From the moment the body is read until the answer is made, no other request comes between. */
const handle = async (parts: AppParts, request: Request, asked: Asked, target: Target): Promise<Handled> => {
  const handled: Handled = { reply: { status: 500 }, headers: {} }
  try {
    const allow = admit(request, parts.keys, target)
    const path = asked.path.slice(base.length)
    handled.headers = parts.limiter.take(request.method, path)
    allow(request.method, path)
    if (target instanceof ApiError) throw target
    if ('known' in target) return { ...handled, reply: target.known }
    const { operation, params } = target
    if (operation.reads !== 'nothing') handled.body = await readBody(request, operation.reads)
    const world = parts.world()
    const { version } = world
    settleDeploys(world)
    const search = new URLSearchParams(asked.query)
    const audited = auditing(operation, { world, params, body: handled.body })
    const reply = operation.answer({ world, params, search, body: handled.body })
    audited(reply.body)
    handled.reply = operation.kept ? parts.kept.keep(world, request.url, reply) : written(reply)
    if (handled.reply.messages && !asksForSocket(request)) throw new ApiError(426, 'Upgrade Required')
    if (world.version !== version) for (const told of world.listeners) told()
    if (request.method !== 'GET') await parts.save()
  } catch (error) {
    // What is not an ApiError is a defect of the emulator, and has to look like one.
    const known = error instanceof ApiError ? error : new ApiError(500, `emulator defect: ${String(error)}`)
    handled.reply = { status: known.status, body: { message: known.message } }
    handled.headers = { ...handled.headers, ...known.headers }
  }
  return handled
}

/** Answers a request, of which a fault may be told, and puts it into the log. */
export const respond = async (
  parts: AppParts,
  request: Request,
  fault: string | undefined,
  target: Target,
): Promise<Response> => {
  const asked = askedBy(request.url)
  const { reply, headers, body } = await handle(parts, request, asked, target)
  const { method } = request
  const path = asked.path.slice(base.length)
  const { status } = reply
  parts.log.add({ method, path: asked.path, query: asked.query, status, fault, body })
  if (parts.latency === 'recorded') await parts.clock.sleep(recordedLatency(method, path, body))
  return toResponse(reply, headers, parts.clock.now())
}
