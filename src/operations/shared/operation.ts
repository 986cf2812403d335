/** One operation of the API as a row: what it takes, what it answers, and what somebody who calls it has to know. */
import type { Form, Page } from '../../http/index.ts'
import type { GivenFor, Param, Params } from './param.ts'
import { type Segment, segments } from './segments.ts'

/**
 * What an operation does to a workspace. `destructive`: what is gone cannot be brought back by another call. `secret`: it
 * changes nothing, and its answer has values in it that must not be seen.
 */
export type Access = 'read' | 'secret' | 'write' | 'destructive'

/** How the end of what an operation starts is known: its answer says no more than that it has begun. */
type Ending = 'deploy' | 'job' | 'cron run' | 'task run' | 'database' | 'workflow version'

interface Said<Q extends Params, B extends Params, A> {
  /** What it does, in a few words: `lists the deploys of a service, newest first`. */
  readonly does: string
  readonly query?: Q
  /** The keys of its body. */
  readonly body?: B
  /** What a good answer is; absent: it has no body. */
  readonly answers?: Form<A>
  /** It may answer without a body as well; `200`: it always does, and with that status. */
  readonly empty?: true | 200
  /** Sent twice, it does what it does once: of POSTs, which otherwise are not sent again where an answer is lost. */
  readonly again?: true
  /** Keys of the answer under which values stand that must not be seen. */
  readonly hides?: readonly string[]
  /** What is easily got wrong. */
  readonly mind?: string
  readonly ends?: Ending
  /** It is no JSON that is asked with or answered: a form, a stream that goes on. Nobody can {@link call} it. */
  readonly speaks?: 'form' | 'events' | 'socket'
  /** Why there is no command and no tool for it beside `call`. */
  readonly only?: string
}

/** A list: what of it is on a page stands under a key of its own, or is bare (API facts §1, §7). */
interface SaidOfList<Q extends Params, A> extends Omit<Said<Q, Params, A>, 'answers' | 'body'> {
  readonly under?: string
  readonly item: Form<A>
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Operation<
  Path extends string = string,
  Q extends Params = Params,
  B extends Params = Params,
  A = unknown,
  L extends boolean = boolean,
> extends Said<Q, B, A> {
  readonly method: Method
  /** Below `/v1`, with the names of its segments in braces. */
  readonly path: Path
  readonly access: Access
  readonly isList: L
  readonly under?: string
  /** The body is what this parameter is, not a mapping that has it. */
  readonly whole?: keyof B & string
}

/** The names of the variable segments of a path. */
type SegmentsOf<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | SegmentsOf<Rest> : never

/** What a call gives: the segments of the path by their names, and what of query and body it wishes. */
export type Given<O> =
  O extends Operation<infer Path, infer Q, infer B>
    ? { readonly [K in Exclude<SegmentsOf<Path>, 'workspace'>]: string } & {
        readonly [K in Extract<SegmentsOf<Path>, 'workspace'>]?: string
      } & GivenFor<Q> &
        GivenFor<B>
    : never

/** What a call answers: a page of a list, the body, or nothing. */
export type Answered<O> =
  O extends Operation<infer _Path, infer _Q, infer _B, infer A, infer L>
    ? L extends true
      ? Page<A>
      : A
    : never

// biome-ignore lint/complexity/noBannedTypes: no parameters are an object without keys.
type None = {}

type Path<P extends string> = SegmentsOf<P> extends Segment ? P : never

export const read = <P extends string, A, Q extends Params = None>(
  path: Path<P>,
  said: Said<Q, None, A>,
): Operation<P, Q, None, A, false> => ({
  method: 'GET',
  path,
  access: said.hides ? 'secret' : 'read',
  isList: false,
  ...said,
})

export const lists = <P extends string, A, Q extends Params = None>(
  path: Path<P>,
  { item, ...said }: SaidOfList<Q, A>,
): Operation<P, Q, None, A, true> => ({
  method: 'GET',
  path,
  access: said.hides ? 'secret' : 'read',
  isList: true,
  answers: item,
  ...said,
})

const changes =
  (method: Method, access: Access) =>
  <P extends string, A = undefined, Q extends Params = None, B extends Params = None>(
    path: Path<P>,
    said: Said<Q, B, A> & { readonly whole?: keyof B & string },
  ): Operation<P, Q, B, A, false> => ({ method, path, access, isList: false, ...said })

export const post = changes('POST', 'write')
export const put = changes('PUT', 'write')
export const patch = changes('PATCH', 'write')
/** Takes away what can be put there again as it was: a link, a suspension. */
export const remove = changes('DELETE', 'write')
/** Takes away what no other call brings back. */
export const destroy = changes('DELETE', 'destructive')
/** A POST after which what was there is lost. */
export const overwrite = changes('POST', 'destructive')
/** Writes a whole list: what was in it and is not said again is gone. */
export const replaceAll = changes('PUT', 'destructive')

/** All parameters of an operation, by the names that a caller gives. */
export const paramsOf = ({ path, query = {}, body = {} }: Operation): Readonly<Record<string, Param>> => ({
  ...Object.fromEntries(
    [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, segments[name as Segment]]),
  ),
  ...query,
  ...body,
})
