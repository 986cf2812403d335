import { type ApiList, type ApiRequest, type Form, post, type Query } from '../../http/index.ts'
import type { Body } from '../../rows/index.ts'

/** A server's clock and ours may differ by this much, in milliseconds. */
const skew = 60_000

/**
 * Matches what was made since a request was sent: after a lost answer, a younger resource of the same name is ours, an
 * older one is somebody else's.
 */
export const madeSince =
  (name: string) =>
  (item: { readonly name: string; readonly createdAt: string }, sentAt: number): boolean =>
    item.name === name && Date.parse(item.createdAt) >= sentAt - skew

/** What a list is asked for by name. A comma stands between two names, so that one that has it can be asked for by none. */
export const named = (name: string): Query => (name.includes(',') ? {} : { name: [name] })

interface NewResource {
  readonly names: readonly string[]
  readonly owner: string
}

/** Creates what has a name of its own in the workspace. `list`: all of its kind. `answer`: what it must be answered with. */
export const postNamed = (
  list: Omit<ApiList, 'query'>,
  body: Body,
  { names: [name = ''], owner }: NewResource,
  answer: Form,
): ApiRequest =>
  post(
    list.path,
    { ...body, name, ownerId: owner },
    { list: { ...list, query: { ownerId: [owner], ...named(name) } }, match: madeSince(name) },
    { body: answer },
  )
