/** What several scopes have of variables, side by side: by digests that nobody else can make, never by values. */
import { randomBytes } from 'node:crypto'
import type { Address } from '../address.ts'
import { Hidden } from '../hidden.ts'
import type { LiveResource } from '../live.ts'
import { seenBy, variablesOf } from '../references/index.ts'
import { isService, type Scopes, withVariables } from './holder.ts'

/** One side: what it is called, and its variables by their names. */
export interface Side {
  readonly name: string
  readonly values: ReadonlyMap<string, Hidden>
}

export interface Compared {
  readonly key: string
  readonly how: 'same' | 'different' | 'missing'
  /** The sides that have it, in groups of one value each. */
  readonly groups: readonly (readonly string[])[]
  /** The sides that have not. */
  readonly without: readonly string[]
}

/** All that a service finds, its groups' included; of a group what it has. */
export const sideOf = async (scopes: Scopes, holder: LiveResource): Promise<Side> => {
  const live = await withVariables(scopes, holder)
  if (!isService(live)) return { name: live.address, values: variablesOf(live) }
  const valueFrom = (from: Address, key: string): Hidden | undefined => {
    const held = scopes.known.get(from)
    return held && variablesOf(held).get(key)
  }
  return {
    name: live.address,
    values: new Map(
      seenBy(scopes.known, live).flatMap(({ key, from }) => {
        const value = valueFrom(from, key)
        return value ? [[key, value] as const] : []
      }),
    ),
  }
}

/** Of this process alone. */
const once = randomBytes(32).toString('hex')

/**
 * All that the services and groups of an environment hold themselves. Where several hold a variable, it is the same as another
 * one where the same values are held. `id`: that of the environment.
 */
export const sideOfEnvironment = async (scopes: Scopes, name: string, id: string): Promise<Side> => {
  const inside = scopes.known
    .all()
    .filter(({ record }) => (record as { readonly environmentId?: string }).environmentId === id)
  const all = await Promise.all(inside.map((holder) => withVariables(scopes, holder)))
  const keys = new Set(all.flatMap((live) => [...variablesOf(live).keys()]))
  const heldAs = (key: string): Hidden => {
    const held = all.flatMap((live) => variablesOf(live).get(key) ?? [])
    const [first, ...others] = held
    if (first && others.every((other) => other.equals(first))) return first
    return new Hidden([...new Set(held.map((value) => value.digest(once)))].sort().join())
  }
  return { name, values: new Map([...keys].map((key) => [key, heldAs(key)])) }
}

/** Names that are on any side, in their order. What Render provides by itself is on none. */
export const parityOf = (sides: readonly Side[]): readonly Compared[] => {
  const keys = [...new Set(sides.flatMap(({ values }) => [...values.keys()]))].sort()
  return keys.map((key) => {
    const groups = new Map<string, string[]>()
    for (const { name, values } of sides) {
      const digest = values.get(key)?.digest(once)
      if (digest !== undefined) groups.set(digest, [...(groups.get(digest) ?? []), name])
    }
    const without = sides.filter(({ values }) => !values.has(key)).map(({ name }) => name)
    const how = without.length > 0 ? 'missing' : groups.size > 1 ? 'different' : 'same'
    return { key, how, groups: [...groups.values()], without }
  })
}
