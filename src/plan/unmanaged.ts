import { type Address, within } from '../address.ts'
import type { Desired } from '../desired.ts'
import type { Live, LiveResource } from '../live.ts'
import type { AnyAspect } from '../rows/index.ts'

/** Something live that the file does not mention: listed, never touched, and no drift. */
export interface Unmanaged {
  readonly address: Address
  /** Of a resource; items have none. */
  readonly id?: string
}

/** Live resources that the file does not have, and items of declared ones that it does not name. */
export const unmanaged = (desired: Desired, known: Live): readonly Unmanaged[] => [
  ...known.all().flatMap((live) => {
    if (live.kind.derived?.(live.record)) return []
    const declared = (desired.whole ?? desired.resources).get(live.address)
    return declared ? itemsOf(live, declared.parts) : [{ address: live.address, id: live.record.id }]
  }),
  ...known.strangers().map(({ address, id }) => ({ address, id })),
]

const itemsOf = (
  live: LiveResource,
  parts: Readonly<Record<string, readonly { key: string }[]>>,
): Unmanaged[] =>
  Object.entries<AnyAspect>(live.kind.aspects).flatMap(([name, aspect]) => {
    const items = live.parts.get(name)
    const declared = parts[name]
    if (!items || !declared) return []
    const keys = new Set(declared.map(({ key }) => key))
    return [...items].flatMap(([key, item]) =>
      keys.has(key) || aspect.derived?.(item) ? [] : [{ address: within(live.address, aspect.part, key) }],
    )
  })
