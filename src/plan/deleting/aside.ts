/** Resources that are replaced and stay, under another name, until what takes their place is there. Pure. */
import { type Address, address } from '../../address.ts'
import { acts, type Change, type Delete, type Replace } from '../../change.ts'
import type { ApiRequest } from '../../http/index.ts'
import type { Live } from '../../live.ts'
import { usesAmong } from './uses.ts'

export interface Aside {
  readonly name: string
  readonly address: Address
  /** Gives it that name. */
  readonly request: ApiRequest
  /** Gives it its own name again. */
  readonly back: ApiRequest
}

/** Undefined: the name has to be free before something else can have it, so that it is deleted first. */
export const asideOf = ({ kind, live }: Replace): Aside | undefined => {
  const { update, standsAside, prefix } = live.kind
  if (!standsAside || !update || live.kind !== kind) return undefined
  const name = `${live.name}-replaced-${live.record.id}`
  return {
    name,
    address: address(prefix, name),
    request: update(live.record, { name }),
    back: update(live.record, { name: live.name }),
  }
}

/** Their deletions: after all that took something from them has it from what took their place. */
export const asideRemovals = (changes: readonly Change[], known: Live): readonly Delete[] =>
  changes.flatMap((change): readonly Delete[] => {
    const aside = change.action === 'replace' ? asideOf(change) : undefined
    if (change.action !== 'replace' || !aside) return []
    const { kind, live } = change
    const uses = usesAmong([live], known)
    const users = changes.filter(acts).flatMap((user) => {
      const refers = known.get(user.address)
      const isUser = user.needs.includes(live.address) || (refers && uses.before(refers).length > 0)
      return user !== change && isUser ? [user.address] : []
    })
    const moved = { ...live, name: aside.name, address: aside.address }
    const needs = [change.address, ...users]
    return [{ action: 'delete', kind, address: aside.address, live: moved, needs, destroysData: true }]
  })
