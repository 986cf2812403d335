/** Whether a difference comes from what was changed in a file, or was there before. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { type Address, within } from '../address.ts'
import {
  type Change,
  type DeclaredChange,
  type FieldChange,
  isDeclared,
  isDeclaredItem,
  itemsOf,
} from '../change.ts'
import type { Desired, DesiredResource } from '../desired.ts'
import { Hidden } from '../hidden.ts'
import { compare } from '../plan/index.ts'
import { resolver, type Secrets } from '../references/index.ts'
import type { Compared } from './drift.ts'

/**
 * `change`: the file as it was before wanted what is there. `drift`: it wanted the same as now, and the workspace has left it.
 * `both`: it wanted something else, and the workspace had neither.
 */
export type Origin = 'change' | 'drift' | 'both'

/** By address and field; of what comes or goes whole, by the address alone. */
export type Origins = ReadonlyMap<string, Origin>

export const originKey = (address: Address, field = ''): string => JSON.stringify([address, field])

interface Sources extends Compared {
  readonly secrets: Secrets
}

/** `base`: what the file declared before it was changed. What is there is not read again. */
export const originsOf = ({ plan, desired, known, secrets }: Sources, base: Desired): Origins => {
  const before = alike(base, desired)
  const differed = compare(before, known, resolver(base, known, secrets))
  const wanted = new Map(differed.flatMap(wishesIn))
  const declared = declaredIn(base)
  return new Map(
    plan.changes.flatMap((change) => [
      ...goneIn(change).map(
        (address) => [originKey(address), declared.has(address) ? 'change' : 'drift'] as const,
      ),
      ...(isDeclared(change) ? wishesIn(change) : []).map(
        ([key, wish]) => [key, originOf(wish, wanted.get(key))] as const,
      ),
    ]),
  )
}

/** What is wanted of something that differs. */
type Wish = readonly unknown[]

const originOf = (now: Wish, before: Wish | undefined): Origin => {
  if (before === undefined) return 'change'
  return isSame(now, before) ? 'drift' : 'both'
}

const isSame = (one: unknown, other: unknown): boolean => {
  if (one instanceof Hidden && other instanceof Hidden) {
    return one.known && other.known ? one.equals(other) : one.shown === other.shown
  }
  if (!Array.isArray(one) || !Array.isArray(other)) return isDeepStrictEqual(one, other)
  return one.length === other.length && one.every((item, at) => isSame(item, other[at]))
}

/** Of what a file declared, that which can be compared with what was read for another one. */
const alike = (base: Desired, { resources }: Desired): Desired => ({
  ...base,
  resources: new Map(
    [...base.resources].flatMap(([address, resource]) => {
      const now = resources.get(address)
      return now && now.kind === resource.kind ? [[address, partsOf(resource, now)] as const] : []
    }),
  ),
})

const partsOf = (resource: DesiredResource, { parts }: DesiredResource): DesiredResource => ({
  ...resource,
  parts: Object.fromEntries(Object.entries(resource.parts).filter(([aspect]) => aspect in parts)),
})

/** All that differs, with what is wanted of it; what is new is one thing, whatever is in it. */
const wishesIn = (change: DeclaredChange): readonly (readonly [string, Wish])[] => {
  const { address, action, fields } = change
  const whole = [
    ...fields.flatMap(wishOf),
    ...itemsOf(change).flatMap((item) =>
      isDeclaredItem(item) ? [item.address, ...item.fields.flatMap(wishOf)] : [],
    ),
  ]
  if (action === 'create') return [[originKey(address), whole]]
  const replaced = action === 'replace' ? [[originKey(address), [change.kind.name]] as const] : []
  return [
    ...replaced,
    ...fields.map((field) => [originKey(address, field.field), wishOf(field)] as const),
    ...itemsOf(change).flatMap((item) => {
      if (!isDeclaredItem(item) || item.action === 'none') return []
      if (item.action === 'create') return [[originKey(item.address), item.fields.flatMap(wishOf)] as const]
      return item.fields.map((field) => [originKey(item.address, field.field), wishOf(field)] as const)
    }),
  ]
}

const wishOf = ({ field, desired }: FieldChange): Wish => [field, desired]

/** What goes because no file has it. */
const goneIn = (change: Change): readonly Address[] =>
  change.action === 'delete'
    ? [change.address]
    : itemsOf(change).flatMap(({ action, address }) => (action === 'delete' ? [address] : []))

const declaredIn = ({ resources }: Desired): ReadonlySet<Address> =>
  new Set(
    [...resources.values()].flatMap(({ address, kind, parts }) => [
      address,
      ...Object.entries(parts).flatMap(([aspect, items]) =>
        items.map(({ key }) => within(address, kind.aspects[aspect]?.part ?? aspect, key)),
      ),
    ]),
  )
