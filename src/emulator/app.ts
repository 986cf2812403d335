import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Clock } from '../clock.ts'
import { unsupported } from './coverage.ts'
import { settleDeploys } from './deploys/deploys.ts'
import { addFaultControl } from './faults/control.ts'
import type { Faults } from './faults/faults.ts'
import { addInspection } from './inspection/inspection.ts'
import type { RequestLog } from './inspection/request-log.ts'
import { operations } from './operations.ts'
import type { Env } from './request/bindings.ts'
import { readForm, readJson } from './request/body.ts'
import { ApiError, notFound } from './request/errors.ts'
import type { KeptAnswers } from './request/kept-answers.ts'
import { recordedLatency } from './request/latency.ts'
import type { Limiter } from './request/limits.ts'
import type { Operation, Reply } from './request/operation.ts'
import { Json, written } from './request/operation.ts'
import { SocketResponse } from './server/socket-response.ts'
import { dateOf } from './state/time.ts'
import type { World } from './state/world.ts'

/** What the app needs besides the routes; `world` is asked for anew at each request, so that it can be reset. */
export interface AppParts {
  clock: Clock
  apiKey: string
  limiter: Limiter
  log: RequestLog
  faults: Faults
  kept: KeptAnswers
  latency: 'none' | 'recorded'
  world(): World
  /** Called after every request that may have changed something; the answer waits for it. */
  save(): Promise<void>
  reset(): void
}

const base = '/v1'

/** On every answer of the real API (API facts §0, response headers). A literal: a copy would be slow to read. */
const usualHeaders = (now: number) => ({
  vary: 'Origin',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '1; mode=block',
  'referrer-policy': 'same-origin',
  date: dateOf(now),
  'render-request-id': randomUUID(),
})

const toResponse = (
  { status, body, messages }: Reply,
  own: Record<string, string>,
  now: number,
): Response => {
  const headers: Record<string, string> = Object.assign(usualHeaders(now), own)
  if (messages) return new SocketResponse(messages, headers)
  if (body === undefined) {
    // A 204 has neither body nor length; other empty answers say that they are empty.
    if (status !== 204) headers['content-length'] = '0'
    return new Response(null, { status, headers })
  }
  headers['content-type'] = 'application/json; charset=utf-8'
  return new Response(body instanceof Json ? body.written : JSON.stringify(body), { status, headers })
}

const acceptsJson = (accept: string | null) =>
  !accept || accept.split(',').some((range) => /^\s*(\*\/\*|application\/(\*|json))\s*(;|$)/.test(range))

const admit = (request: Request, apiKey: string) => {
  if (request.headers.get('authorization') !== `Bearer ${apiKey}`) throw new ApiError(401, 'Unauthorized')
  if (!acceptsJson(request.headers.get('accept'))) throw new ApiError(406, 'Not Acceptable')
}

const asksForSocket = ({ headers }: Request) => headers.get('upgrade')?.toLowerCase() === 'websocket'

const readBody = (request: Request, reads: 'json' | 'form'): Promise<unknown> =>
  reads === 'form' ? readForm(request) : readJson(request)

interface Handled {
  reply: Reply
  headers: Record<string, string>
  body?: unknown
}

/** What a request is for: an operation and the parts of its path, an answer it had before, or none. */
type Target = { operation: Operation; params: Record<string, string> } | { known: Reply } | ApiError

interface Asked {
  path: string
  query: string
}

/** The path and the query of a URL that a request had, and that so is in its normal form: `new URL` takes its time. */
const askedBy = (url: string): Asked => {
  const start = url.indexOf('/', 'https://'.length)
  const mark = url.indexOf('?', start)
  return mark < 0
    ? { path: url.slice(start), query: '' }
    : { path: url.slice(start, mark), query: url.slice(mark + 1) }
}

/** Judges and answers. From the moment the body is read until the answer is made, no other request comes between. */
const handle = async (parts: AppParts, request: Request, asked: Asked, target: Target): Promise<Handled> => {
  const handled: Handled = { reply: { status: 500 }, headers: {} }
  try {
    admit(request, parts.apiKey)
    handled.headers = parts.limiter.take(request.method, asked.path.slice(base.length))
    if (target instanceof ApiError) throw target
    if ('known' in target) return { ...handled, reply: target.known }
    const { operation, params } = target
    if (operation.reads !== 'nothing') handled.body = await readBody(request, operation.reads)
    const world = parts.world()
    const { version } = world
    settleDeploys(world)
    if (request.method !== 'GET') world.version++
    const search = new URLSearchParams(asked.query)
    const reply = operation.answer({ world, params, search, body: handled.body })
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

const respond = async (
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

const respondTo = (parts: AppParts, { req, env }: Context<Env>, target: Target): Promise<Response> =>
  respond(parts, req.raw, env.fault, target)

/** What has no operation: 404, and 405 where only another method has one. */
const refusals = (parts: AppParts): Hono<Env> => {
  const app = new Hono<Env>()
  const missing = (context: Context<Env>) =>
    respondTo(parts, context, notFound(context.req.path.replace(/^\/v1(?=\/)/, '')))
  for (const [method, path] of unsupported) app.on(method, base + path.replace(/\{(\w+)\}/g, ':$1'), missing)
  for (const path of new Set(operations.map((operation) => operation.path)))
    app.all(base + path, (context) => respondTo(parts, context, new ApiError(405, 'method not allowed')))
  app.notFound(missing)
  return app
}

/** All routes: those of the API below /v1, and those of the emulator itself beside it. */
const routes = (parts: AppParts): Hono<Env> => {
  const app = new Hono<Env>()
  for (const operation of operations)
    app.on(operation.method, base + operation.path, (context) =>
      respondTo(parts, context, { operation, params: context.req.param() }),
    )
  addInspection(app, parts)
  addFaultControl(app, parts.faults)
  // Apart, because Hono finds a route at once only while no two of them match the same request.
  const refused = refusals(parts)
  app.notFound((context) => refused.fetch(context.req.raw, context.env))
  return app
}

/** Answers any request, of which a fault may be told. Where a known answer still holds, no route is looked for. */
export const createApp = (parts: AppParts) => {
  const app = routes(parts)
  return (request: Request, fault?: string): Response | Promise<Response> => {
    const known = request.method === 'GET' ? parts.kept.known(parts.world(), request.url) : undefined
    return known ? respond(parts, request, fault, { known }) : app.fetch(request, { fault })
  }
}
