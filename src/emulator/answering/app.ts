import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Operation } from '../operation/index.ts'
import { ApiError, notFound } from '../request/index.ts'
import type { AppParts, Target } from './handle.ts'
import { base, respond } from './handle.ts'

/** Whose routes they are at this request, and a fault that will lose the answer, for the log to tell. */
interface Env {
  Bindings: { parts: AppParts; fault?: string | undefined }
}

/** The API, of whichever emulator is asked. */
export type Api = Hono<Env>

const respondTo = ({ req, env }: Context<Env>, target: Target): Promise<Response> =>
  respond(env.parts, req.raw, env.fault, target)

const missing = (context: Context<Env>) =>
  respondTo(context, notFound(context.req.path.replace(/^\/v1(?=\/)/, '')))

/** What has no operation: 404, and 405 where only another method has one. */
const refusals = (operations: readonly Operation[]): Api => {
  const app = new Hono<Env>()
  for (const path of new Set(operations.map((operation) => operation.path)))
    app.all(base + path, (context) => respondTo(context, new ApiError(405, 'method not allowed')))
  app.notFound(missing)
  return app
}

/** Operations whose paths, which have no parameters, are among those that another one's path stands for. */
const hiddenBy = ({ method, path }: Operation, operations: readonly Operation[]) => {
  const form = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`)
  return operations.filter((other) => other.method === method && other.path !== path && form.test(other.path))
}

/** The routes of the API below /v1. */
export const apiOf = (operations: readonly Operation[]): Api => {
  const app = new Hono<Env>()
  const hidden = new Set(operations.flatMap((operation) => hiddenBy(operation, operations)))
  for (const operation of operations) {
    if (hidden.has(operation)) continue
    const others = hiddenBy(operation, operations)
    app.on(operation.method, base + operation.path, (context) => {
      const meant = others.find(({ path }) => base + path === context.req.path) ?? operation
      return respondTo(context, { operation: meant, params: context.req.param() })
    })
  }
  // Apart, because Hono finds a route at once only while no two of them match the same request.
  const refused = refusals(operations)
  app.notFound((context) => refused.fetch(context.req.raw, context.env))
  return app
}

/**
 * Answers any request, of which a fault may be told, by the emulator's own routes or else by the API. Where a known
 * answer still holds, no route is looked for.
 */
export const createApp = (parts: AppParts, api: Api, own: readonly Hono[]) => {
  const beside = new Hono<Env>()
  for (const routes of own) beside.route('/', routes)
  beside.notFound((context) => api.fetch(context.req.raw, context.env))
  const isApi = (url: string) => url.startsWith(`${base}/`, url.indexOf('/', 'https://'.length))
  return (request: Request, fault?: string): Response | Promise<Response> => {
    const known = request.method === 'GET' ? parts.kept.known(parts.world(), request.url) : undefined
    if (known) return respond(parts, request, fault, { known })
    return (isApi(request.url) ? api : beside).fetch(request, { parts, fault })
  }
}
