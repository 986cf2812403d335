/** Resources that are replaced and stay, under another name, until what takes their place is there. Pure. */
import { type Address, address } from '../../address.ts'
import { acts, type Change, type Delete, type Replace } from '../../change.ts'
import type { ApiRequest } from '../../http/index.ts'
import type { Live, LiveResource } from '../../live.ts'
import { usesAmong } from './uses.ts'

export interface Aside {
  readonly name: string
  readonly address: Address
  /** Gives it that name. */
  readonly request: ApiRequest
  /** Gives it its own name again. */
  readonly back: ApiRequest
}

/** Its id in it tells whose it was, also to a later run. */
const nameAside = (name: string, { record }: LiveResource): string => `${name}-replaced-${record.id}`

/** Undefined: the name has to be free before something else can have it, so that it is deleted first. */
export const asideOf = ({ kind, live }: Replace): Aside | undefined => {
  const { update, standsAside, prefix } = live.kind
  if (!standsAside || !update || live.kind !== kind) return undefined
  const name = nameAside(live.name, live)
  return {
    name,
    address: address(prefix, name),
    request: update(live.record, { name }),
    back: update(live.record, { name: live.name }),
  }
}

interface WithAsides {
  readonly changes: readonly Change[]
  /** Their deletions, each after all that took something from it and has that now from what took its place. */
  readonly asides: readonly Delete[]
}

/** The changes, of which those that delete what one stands in come after it is gone. */
export const withAsides = (changes: readonly Change[], known: Live): WithAsides => {
  const asides = changes.flatMap((change): readonly (readonly [Replace, Delete])[] => {
    const aside = change.action === 'replace' ? asideOf(change) : undefined
    if (change.action !== 'replace' || !aside) return []
    const { kind, live } = change
    const moved = { ...live, name: aside.name, address: aside.address }
    const needs = [change.address, ...usersOf(change.address, live, changes, known)]
    return [
      [change, { action: 'delete', kind, address: aside.address, live: moved, needs, destroysData: true }],
    ]
  })
  const later = new Map(asides.map(([{ address }, removal]) => [address, removal.address]))
  return {
    changes: changes.map((change) => {
      const more = change.action === 'delete' ? change.needs.flatMap((need) => later.get(need) ?? []) : []
      return more.length > 0 ? { ...change, needs: [...change.needs, ...more] } : change
    }),
    asides: asides.map(([, removal]) => removal),
  }
}

/**
 * What was replaced by a run that did not come to its end, and stands aside still: it is deleted by the next one that may
 * replace it.
 */
export const leftAside = (
  changes: readonly Change[],
  known: Live,
  isAllowed: (change: Change) => boolean,
): readonly Delete[] =>
  changes.flatMap((change): readonly Delete[] => {
    if (change.action !== 'none' && change.action !== 'update') return []
    const { kind, address, live: now } = change
    if (!kind.standsAside || !isAllowed(change)) return []
    return known
      .all()
      .filter((live) => live.kind === kind && live.name === nameAside(now.name, live))
      .map((live) => ({
        action: 'delete',
        kind,
        address: live.address,
        live,
        needs: [...(acts(change) ? [address] : []), ...usersOf(address, live, changes, known)],
        destroysData: kind.holdsData(live.record),
      }))
  })

/** What is written by this plan, and refers to what is replaced before, or to what takes its place after. */
const usersOf = (
  address: Address,
  live: LiveResource,
  changes: readonly Change[],
  known: Live,
): readonly Address[] => {
  const uses = usesAmong([live], known)
  return changes.filter(acts).flatMap((user) => {
    // What it stands in is deleted after it, and not before.
    if (user.address === address || (user.action === 'delete' && user.needs.includes(address))) return []
    const before = known.get(user.address)
    const refers = user.needs.includes(address) || (before && uses.before(before).length > 0)
    return refers ? [user.address] : []
  })
}
