/** What comes before a deletion, or after one, without being referred to. Pure. */
import type { Address } from '../../address.ts'
import {
  acts,
  type Change,
  changedItems,
  type DeclaredChange,
  isDeclared,
  type Replace,
} from '../../change.ts'
import type { Live } from '../../live.ts'
import { asideOf } from './aside.ts'
import { leaving } from './leaving.ts'
import { usesAmong } from './uses.ts'

/**
 * The changes, of which those that delete a resource to make it anew come after those that cease to refer to it, and those that take
 * a service out of its environment after those that take its groups out of it.
 */
export const inTurn = (changes: readonly Change[], known: Live): readonly Change[] => {
  const needs = new Map(changes.map((change) => [change.address, new Set(change.needs)]))
  const leadsTo = (from: Address, to: Address, seen = new Set<Address>()): boolean => {
    if (from === to) return true
    if (seen.has(from)) return false
    seen.add(from)
    return [...(needs.get(from) ?? [])].some((next) => leadsTo(next, to, seen))
  }
  const add = (from: Address, to: Address): void => {
    // Where it needs the other one in turn, nothing can be done about it.
    if (from !== to && !leadsTo(to, from)) needs.get(from)?.add(to)
  }
  for (const change of changes) {
    if (change.action === 'replace' && !asideOf(change)) {
      for (const leaver of leaversOf(change, changes, known)) add(change.address, leaver)
    }
  }
  for (const { by, group } of leaving(changes, known)) add(by, group)
  return changes.map((change) => {
    const all = needs.get(change.address)
    return all && all.size > change.needs.length ? { ...change, needs: [...all] } : change
  })
}

/** Who refers to the live resource, and to none that takes its place. */
const leaversOf = ({ live }: Replace, changes: readonly Change[], known: Live): readonly Address[] => {
  const uses = usesAmong([live], known)
  return changes.filter(isDeclared).flatMap((user: DeclaredChange) => {
    const before = known.get(user.address)
    const leaves = acts(user) && before && uses.before(before).length > 0 && uses.after(user).length === 0
    return leaves ? [user.address] : []
  })
}

interface TakenOver {
  /** Aspect and key. */
  readonly name: string
  readonly by: Address
  readonly from: Address
}

/** Names that only one resource can have, and that one of these gives up and another takes: domains. */
export const takenOver = (changes: readonly Change[]): readonly TakenOver[] => {
  const given = new Map<string, Address>()
  const taken: (readonly [name: string, by: Address])[] = []
  for (const change of changes) {
    for (const { aspect, key, action } of changedItems(change)) {
      if (!change.kind.aspects[aspect]?.exclusive) continue
      if (action === 'delete') given.set(`${aspect} ${key}`, change.address)
      if (action === 'create') taken.push([`${aspect} ${key}`, change.address])
    }
  }
  return taken.flatMap(([name, by]) => {
    const from = given.get(name)
    return from === undefined ? [] : [{ name, by, from }]
  })
}
