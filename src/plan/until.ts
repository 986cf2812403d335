/** How long one change has to wait for another that it refers to: chains are only what must be one. Pure. */
import type { Address } from '../address.ts'
import { type Change, changedItems, deploysOf, isDeclaredItem, itemsOf } from '../change.ts'
import { variables } from '../references/index.ts'
import type { Source } from '../source.ts'

/** Another change that one comes after: once what it makes exists, or once it has ended, with its deploy. */
export interface Need {
  readonly of: Address
  readonly until: 'made' | 'ended'
}

type Changes = ReadonlyMap<Address, Change>

/**
 * Undefined: it waits for nothing. A service that is live goes on having its host, and what of its variables does not change, deploy or
 * none. What is new needs another new one to be there, and breaks nobody while that is not live yet; what is live takes nothing new
 * before it works. Everything else is waited for.
 */
export const untilsAmong = (changes: Changes): UntilOf => {
  const isKnownOnceMade = knownOnceMade(changes)
  return (other, change) => untilOf(other, change, changes, isKnownOnceMade)
}

/** Until when a change waits for another one. */
type UntilOf = (other: Change, change: Change) => Need['until'] | undefined

const untilOf = (
  other: Change,
  change: Change,
  changes: Changes,
  isKnownOnceMade: (source: Source) => boolean,
): ReturnType<UntilOf> => {
  if (!other.kind.deploys || other.action === 'delete' || change.action === 'delete') return 'ended'
  const taken = takenOf(other.address, change)
  if (other.action === 'update') {
    if (taken.length === 0) return change.action === 'update' ? undefined : 'ended'
    return taken.some((source) => isChanged(source, other, changes)) ? 'ended' : undefined
  }
  if (change.action === 'update' || taken.length === 0) return 'ended'
  return taken.every(isKnownOnceMade) ? 'made' : 'ended'
}

/** A source that leads to another resource. */
type Taken = Extract<Source, { readonly of: Address }>

/** What the items that a change writes take of another resource. */
const takenOf = (of: Address, change: Change): readonly Taken[] =>
  changedItems(change)
    .filter(isDeclaredItem)
    .flatMap(({ aspect, item }) => {
      const { fields = {} } = change.kind.aspects[aspect] ?? {}
      return Object.entries(item.values).flatMap(([name, value]) => {
        const source = fields[name]?.secret ? (value as Source) : undefined
        return source && 'of' in source && source.of === of ? [source] : []
      })
    })

/** Whether the other one makes a value another one: the variable itself, or those of a group that it may come from. */
const isChanged = (source: Taken, other: Change, changes: Changes): boolean => {
  if (source.from === 'property') return false
  const own = itemsOf(other).find(({ aspect, key }) => aspect === variables && key === source.key)
  if (own) return own.action !== 'none'
  return (
    deploysOf(other).some((reason) => changes.has(reason)) ||
    changedItems(other).some(({ aspect }) => other.kind.aspects[aspect]?.passesDeploys)
  )
}

/**
 * Whether a value is there as soon as the new resource is that it is taken of: not one that Render makes up, or a group has. Each
 * variable is looked at once, however many lead to it.
 */
const knownOnceMade = (changes: Changes): ((source: Source) => boolean) => {
  const known = new Map<string, boolean>()
  return (source) => {
    const passed: string[] = []
    let next = source
    while (next.from === 'variable') {
      const { of, key } = next
      const place = `${of} ${key}`
      const other = changes.get(of)
      const item = other && itemsOf(other).find((one) => one.aspect === variables && one.key === key)
      if (known.has(place) || !item || !isDeclaredItem(item)) break
      // What leads back to itself is never known.
      known.set(place, false)
      passed.push(place)
      next = item.item.values.value as Source
    }
    const isKnown =
      next.from === 'variable' ? (known.get(`${next.of} ${next.key}`) ?? false) : next.from !== 'generated'
    for (const place of passed) known.set(place, isKnown)
    return isKnown
  }
}
