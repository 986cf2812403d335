/** What a plan takes away: whole resources, and parts of those that stay. Pure. */
import { changedItems, fieldsOf, isDeclaredItem, liveOf } from '../change.ts'
import type { LiveResource } from '../live.ts'
import type { Plan } from '../plan/index.ts'
import type { Part } from './spelling/index.ts'

export interface Gone {
  readonly live: LiveResource
  /** Absent: all of it goes. */
  readonly part?: Part
}

/** What is deleted, or replaced, which deletes it first; items that go, and rows that take data along. */
export const goneIn = ({ changes }: Pick<Plan, 'changes'>): readonly Gone[] =>
  changes.flatMap((change): readonly Gone[] => {
    const live = liveOf(change)
    if (!live) return []
    if (change.action === 'delete' || change.action === 'replace') return [{ live }]
    const items = new Map<string, string[]>()
    for (const item of changedItems(change)) {
      if (isDeclaredItem(item)) continue
      items.set(item.aspect, [...(items.get(item.aspect) ?? []), item.key])
    }
    const rows = fieldsOf(change).flatMap(({ field, onChange }) =>
      typeof onChange === 'object' && 'destroys' in onChange ? [field] : [],
    )
    return items.size + rows.length > 0 ? [{ live, part: { rows, items } }] : []
  })
