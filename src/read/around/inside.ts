/** What stands in a project or an environment right now: whatever it is, and whoever made it. */
import type { Address } from '../../address.ts'
import type { Client } from '../../http/index.ts'
import { allKinds } from '../../kinds/index.ts'
import { Live, type LiveResource, type Unobserved } from '../../live.ts'
import type { AnyAspect, AnyKind } from '../../rows/index.ts'
import type { Waits } from '../facts.ts'
import { listKinds, remembering } from '../lists.ts'

/** Something that stands inside. */
export interface Inside {
  readonly id: string
  /** Absent: no list has it, only the record of what it stands in. */
  readonly address?: Address
  /** It stands in nothing but what was asked about: an environment in its project. */
  readonly isChild?: true
}

export interface Contents {
  readonly inside: readonly Inside[]
  /** What of it the key may not see. */
  readonly unobserved: readonly Unobserved[]
}

const placed: readonly AnyKind[] = allKinds.filter(({ aspects }) =>
  Object.values(aspects).some(({ holder }) => holder),
)

/**
 * Reads anew what stands in a resource, and in what stands in it. Lists tell names; the records of the holders tell also
 * of what no list has, since its type is not known yet. Nothing: the resource is gone, or no kind stands in its own.
 */
export const readInside = async (
  client: Client,
  known: Live,
  holder: LiveResource,
  waits: Waits = {},
): Promise<Contents> => {
  const { kind, record } = holder
  const children = allKinds.filter(({ parent }) => parent?.prefix === kind.prefix)
  if (children.length === 0 && !kind.contains) return { inside: [], unobserved: [] }
  const now = new Live(known.workspace)
  const once = remembering(client)
  const above = kind.parent && known.get(known.addressOf(kind.parent.id(record)) ?? '')
  now.put(above ?? holder)
  await listKinds(once, now, above ? [kind] : children, waits)
  await listKinds(once, now, placed, waits)
  const own = now.all().filter((live) => live.kind.parent?.id(live.record) === record.id)
  const places = [...now.all().filter((live) => live.record.id === record.id), ...own]
  const addresses = new Set(places.map(({ address }) => address))
  const listed = now
    .all()
    .filter((live) => !live.kind.derived?.(live.record) && addresses.has(placeOf(live, now) ?? ''))
  const told = places.flatMap((place) => place.kind.contains?.(place.record) ?? [])
  const comesAlong = new Set(
    now.all().flatMap((live) => (live.kind.derived?.(live.record) ? [live.record.id] : [])),
  )
  const strangers = new Map(now.strangers().map(({ id, address }) => [id, address]))
  const named = new Set([...own, ...listed].map((live) => live.record.id))
  return {
    inside: [
      ...own.map((live): Inside => ({ id: live.record.id, address: live.address, isChild: true })),
      ...listed.map((live): Inside => ({ id: live.record.id, address: live.address })),
      ...[...new Set(told)].flatMap((id): readonly Inside[] => {
        if (named.has(id) || comesAlong.has(id)) return []
        const address = strangers.get(id)
        return [address === undefined ? { id } : { id, address }]
      }),
    ],
    unobserved: now.unobserved(),
  }
}

/** The environment that a resource stands in. */
const placeOf = ({ kind, record }: LiveResource, known: Live): Address | undefined => {
  for (const { holder, items } of Object.values<AnyAspect>(kind.aspects)) {
    if (holder) return holder(items(record, [], known)[0])
  }
  return undefined
}
