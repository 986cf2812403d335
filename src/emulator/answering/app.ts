import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Method, Operation } from '../operation/index.ts'
import { ApiError, notFound } from '../request/index.ts'
import type { AppParts, Target } from './handle.ts'
import { base, respond } from './handle.ts'

/** A fault that will lose the answer is passed on with the request, for the log to tell. */
interface Env {
  Bindings: { fault?: string | undefined }
}

/** What there is to answer, and what there is not. */
interface Surface {
  operations: readonly Operation[]
  /** Operations of the API that are not here, their paths as the API documents them. */
  unsupported: readonly (readonly [method: Method, path: string])[]
  /** The emulator's own routes, beside the API. */
  beside: readonly Hono[]
}

const respondTo = (parts: AppParts, { req, env }: Context<Env>, target: Target): Promise<Response> =>
  respond(parts, req.raw, env.fault, target)

/** What has no operation: 404, and 405 where only another method has one. */
const refusals = (parts: AppParts, { operations, unsupported }: Surface): Hono<Env> => {
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
const routes = (parts: AppParts, surface: Surface): Hono<Env> => {
  const app = new Hono<Env>()
  for (const operation of surface.operations)
    app.on(operation.method, base + operation.path, (context) =>
      respondTo(parts, context, { operation, params: context.req.param() }),
    )
  for (const own of surface.beside) app.route('/', own)
  // Apart, because Hono finds a route at once only while no two of them match the same request.
  const refused = refusals(parts, surface)
  app.notFound((context) => refused.fetch(context.req.raw, context.env))
  return app
}

/** Answers any request, of which a fault may be told. Where a known answer still holds, no route is looked for. */
export const createApp = (parts: AppParts, surface: Surface) => {
  const app = routes(parts, surface)
  return (request: Request, fault?: string): Response | Promise<Response> => {
    const known = request.method === 'GET' ? parts.kept.known(parts.world(), request.url) : undefined
    return known ? respond(parts, request, fault, { known }) : app.fetch(request, { fault })
  }
}
