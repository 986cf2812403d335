import type { Check, Params, Query } from '../request/index.ts'
import { badRequest, readQuery } from '../request/index.ts'
import type { World } from '../state/index.ts'
import type { Messages } from './messages.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A body that has been written already. */
export class Json {
  readonly written: string | Uint8Array<ArrayBuffer>

  constructor(text: string) {
    // A short text goes out in one write with its head, and encoding a long one each time is what takes the time.
    this.written = text.length < 16_384 ? text : new TextEncoder().encode(text)
  }
}

/** An answer before it is a response. A body that is undefined is an empty one. */
export interface Reply {
  status: number
  body?: unknown
  /** What follows over a WebSocket, with status 101. */
  messages?: Messages
  /** What follows as server-sent events, with status 200. */
  events?: Messages
}

/** The reply with its body written now, so that nothing of what happens until it is sent gets into it. */
export const written = (reply: Reply): Reply =>
  reply.body === undefined ? reply : { ...reply, body: new Json(JSON.stringify(reply.body)) }

/** A request that has been judged. */
export interface Call<B, P extends Params> {
  world: World
  /** A part of the path by the name it has in the route. */
  param(name: string): string
  query: Query<P>
  body: B
}

interface Rules<B, P extends Params> {
  query?: P
  /** Without one, a body is not read. */
  body?: Check<B>
  /** The one operation that takes a form instead of JSON says so. */
  form?: true
  /** The one operation that answers with server-sent events says so. */
  streams?: true
  /** The answer depends on the data alone and not on the time, so it is kept while the data stays as it is. */
  kept?: true
}

/** A request as it came, its body already parsed. */
interface RawCall {
  world: World
  params: Record<string, string>
  search: URLSearchParams
  body: unknown
}

/** One route: everything that routing, judging, limiting and the coverage table need to know of it. */
export interface Operation {
  method: Method
  path: string
  reads: 'nothing' | 'json' | 'form'
  kept: boolean
  streams: boolean
  answer(call: RawCall): Reply
}

/** Describes a route, `path` below /v1 in Hono's notation; its query and its body are judged before `answer`, which also tells what changes, sees them. */
export const operation = <B = undefined, P extends Params = Record<never, never>>(
  method: Method,
  path: string,
  rules: Rules<B, P>,
  answer: (call: Call<B, P>) => Reply,
): Operation => ({
  method,
  path,
  reads: rules.form ? 'form' : rules.body ? 'json' : 'nothing',
  kept: rules.kept ?? false,
  streams: rules.streams ?? false,
  answer: ({ world, params, search, body }) =>
    answer({
      world,
      param: (name) => {
        const value = params[name]
        if (value === undefined) throw badRequest(`missing path parameter ${name}`)
        return value
      },
      // Without `query` and `body` their types are the empty ones.
      query: readQuery(search, rules.query ?? ({} as P), world.choices.newer),
      body: rules.body ? rules.body(body, '', world.choices.newer) : (undefined as B),
    }),
})

export const ok = (body: unknown): Reply => ({ status: 200, body })
export const created = (body: unknown): Reply => ({ status: 201, body })
/** Accepted, with an empty body (API facts §0, response headers). */
export const accepted: Reply = { status: 202 }
export const noContent: Reply = { status: 204 }
