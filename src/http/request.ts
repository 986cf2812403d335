/**
 * Requests as values. Kinds say what to send, the client sends it, the plan counts it: this file is all they share.
 */
import type { Answer, Form } from './forms.ts'
import type { BucketKey, Wait } from './limits/index.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** A list repeats its name. Where the API wants one joined with commas, it is {@link joined}. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

/** A list in a query as most of the API's filters take it. */
export const joined = (values: readonly string[]): string => values.join(',')

/** One request to the API. `path` is below `/v1` and has its segments encoded: make it with {@link path}. */
export interface ApiRequest {
  readonly method: Method
  readonly path: string
  readonly query?: Query
  readonly body?: unknown
  /** What a good answer is: any other one is `bad-answer`. Absent: nothing is taken from it. */
  readonly answer?: Answer
  /** What to do when the answer is lost. GET, PUT, PATCH and DELETE may be repeated; a POST must say. */
  readonly whenLost?: 'repeat' | Lookup
  /** A list in the body or the query by which several such requests to one path become a single one. */
  readonly merge?: string
}

/** A list to read, page by page. `wrapper` is the key that each item stands under, where the API wraps them as its documents say. */
export interface ApiList {
  readonly path: string
  readonly query?: Query
  readonly wrapper?: string
  /** What each of its items must be. */
  readonly item?: Form
  /**
   * What it is, if no list of pages: one item, of which 404 says that it is not there; one page, which has no way to a next
   * one (API facts §1.11), so that who gets a full one asks for what is missing by itself; or everything, whatever its size.
   */
  readonly answers?: 'one item' | 'one page' | 'all at once'
}

/** How to find out whether a create was carried out although its answer never came. */
export interface Lookup {
  readonly list: ApiList
  /** `sentAt`: when the lost request was first sent, in milliseconds since the epoch, by the server's clock. */
  readonly match: (item: never, sentAt: number) => boolean
  /** Turns the item found into the answer that was lost. Default: the item itself. */
  readonly answer?: (item: never) => unknown
  /** Look a 409 up at once as well: what is there may be ours. Without it, only after an answer was lost. */
  readonly onConflict?: 'lookup'
}

/** How urgent a request is. */
export interface Priority {
  /** Seconds that pass at least from its going out until all is done that waits for it: the longest goes first. */
  readonly rank: number
  /** Told when it comes to stand in line. */
  readonly joined: (bucket: BucketKey) => void
}

export interface SendOptions {
  /** Stops waiting, and reads. A change that is on the wire is left to finish. */
  readonly signal?: AbortSignal | undefined
  /** Told when a request has to wait for longer than a moment, and again when that changes. */
  readonly onWait?: ((wait: Wait) => void) | undefined
  /** Absent: nothing waits for it. */
  readonly priority?: Priority | undefined
  /** Awaited when the limits let a request out, each time, right before it goes: what it throws stops it. */
  readonly before?: (() => Promise<void>) | undefined
  /** Told when a request goes out, each time. */
  readonly onSend?: (() => void) | undefined
}

/** A path template: every value becomes one percent-encoded segment. */
export const path = (strings: TemplateStringsArray, ...segments: readonly string[]): string => {
  // An empty segment or a dot segment, encoded or not, makes the URL that of another resource.
  const odd = segments.find((segment) => ['', '.', '..'].includes(segment))
  if (odd !== undefined) throw new RangeError(`A path segment must not be "${odd}": ${strings.join('…')}`)
  return strings.reduce((text, part, index) => text + encodeURIComponent(segments[index - 1] ?? '') + part)
}

/** `answer`: what the body of its answer must be. */
export const get = (path: string, query?: Query, answer?: Form): ApiRequest => ({
  method: 'GET',
  path,
  ...(query && { query }),
  ...bodyOf(answer),
})
export const put = (path: string, body: unknown, answer?: Form): ApiRequest => ({
  method: 'PUT',
  path,
  body,
  ...bodyOf(answer),
})
export const patch = (path: string, body: unknown, answer?: Form): ApiRequest => ({
  method: 'PATCH',
  path,
  body,
  ...bodyOf(answer),
})
export const del = (path: string, query?: Query): ApiRequest => ({
  method: 'DELETE',
  path,
  ...(query && { query }),
  answer: { empty: true },
})
/** Its answer has a body, has none (202, 204), or either. */
export const post = (
  path: string,
  body: unknown,
  whenLost: 'repeat' | Lookup,
  answer?: Answer,
): ApiRequest => ({
  method: 'POST',
  path,
  body,
  whenLost,
  ...(answer && { answer }),
})

const bodyOf = (body: Form | undefined): Pick<ApiRequest, 'answer'> => (body ? { answer: { body } } : {})
