/** What is live and in no file: listed, with what would delete it. Pure. */
import type { Address } from '../../address.ts'
import { type Change, changedItems } from '../../change.ts'
import type { Desired } from '../../desired.ts'
import type { Live, LiveResource } from '../../live.ts'
import { undeclaredItems } from './items.ts'
import { isUndeclared } from './prune.ts'
import { reaches, scopeOf } from './scope.ts'

/** Something live that the file does not mention: left alone, and no drift. */
export interface Unmanaged {
  readonly address: Address
  /** Of a resource; items have none. */
  readonly id?: string
  /** The flags that would delete it: `--prune services --prune-scope workspace`. Absent: none would. */
  readonly prunedBy?: string
}

/** Live resources that the file does not have, and items of declared ones that it does not name; without what `changes` delete. */
export const unmanaged = (
  desired: Desired,
  known: Live,
  changes: readonly Change[] = [],
): readonly Unmanaged[] => {
  const going = new Set(changes.flatMap(deletedBy))
  const { resources, whole = resources } = desired
  return [
    ...known.all().flatMap((live): readonly Unmanaged[] => {
      const declared = whole.get(live.address)
      if (declared)
        return undeclaredItems(live, declared).map(({ address, aspect }) => ({
          address,
          prunedBy: `--prune ${aspect}`,
        }))
      return isUndeclared(live, desired) && !going.has(live.address) ? [ofResource(live, desired, known)] : []
    }),
    ...known
      .strangers()
      .flatMap(({ address, id }) => (desired.leftOut?.has(address) ? [] : [{ address, id }])),
  ].filter(({ address }) => !going.has(address))
}

const deletedBy = (change: Change): readonly Address[] =>
  change.action === 'delete'
    ? [change.address]
    : changedItems(change).flatMap(({ action, address }) => (action === 'delete' ? [address] : []))

const ofResource = (live: LiveResource, desired: Desired, known: Live): Unmanaged => {
  const { address, kind, record } = live
  const list = kind.file.list
  const { kinds = [], scope: now = 'declared' } = desired.prune ?? {}
  const scope = scopeOf(live, desired, known, [...kinds, list])
  const said = reaches(now, scope) ? '' : ` --prune-scope ${scope}`
  return {
    address,
    id: record.id,
    ...(!kind.always && known.namesakes(address).length === 0 && { prunedBy: `--prune ${list}${said}` }),
  }
}
