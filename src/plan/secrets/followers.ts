/** Variables that take the value of one that is not set: they are as little set. Pure. */
import { type Address, within } from '../../address.ts'
import type { Desired } from '../../desired.ts'
import type { Live } from '../../live.ts'
import { originOf, sourcesOf } from '../../references/index.ts'
import type { Source } from '../../source.ts'
import { withReplaced } from './found.ts'

interface Follower {
  readonly source: Source
  readonly address: Address
  /** As a file of secrets would call it. */
  readonly name: string
}

/**
 * Takes out what refers to one of these variables, and what refers to that. What finds the variable elsewhere, in a group
 * of the service, stays. `unset`: addresses of variables that are not there.
 */
export const withoutFollowers = (
  desired: Desired,
  known: Live,
  unset: readonly Address[],
): { readonly desired: Desired; readonly names: readonly string[] } => {
  const gone = new Set(unset)
  const names: string[] = []
  for (let now = desired; ; ) {
    const found = gone.size === 0 ? [] : followersOf(gone, now, known)
    if (found.length === 0) return { desired: now, names }
    now = withReplaced(now, new Map(found.map(({ source }) => [source, undefined])))
    for (const { address, name } of found) {
      gone.add(address)
      names.push(name)
    }
  }
}

const followersOf = (gone: ReadonlySet<Address>, desired: Desired, known: Live): readonly Follower[] =>
  [...desired.resources.values()].flatMap((resource) =>
    sourcesOf(resource, known.ofKind(resource)).flatMap(({ source, item: { key } }) => {
      if (source.from !== 'variable' || !gone.has(within(source.of, 'env', source.key))) return []
      if (originOf(desired, known, source).at !== undefined) return []
      return [
        { source, address: within(resource.address, 'env', key), name: `${resource.names.at(-1)}/${key}` },
      ]
    }),
  )
