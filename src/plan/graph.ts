/** Order among things that need each other. Pure, and about names only. */

/** For each name, the names that it needs; names that are no key themselves are ignored. */
export type Needs = ReadonlyMap<string, readonly string[]>

/** A name whose needs are being looked at. */
interface Visit {
  readonly name: string
  readonly index: number
  /** The earliest open name that it leads back to. */
  low: number
  readonly rest: Iterator<string>
}

/**
 * Strongly connected components (Tarjan), each after all that it needs. One of several names, or of one that needs
 * itself, is a cycle. Visits are kept in a list: a chain of needs may be longer than calls can be nested.
 */
export const components = (needs: Needs): readonly (readonly string[])[] => {
  const order = new Map<string, number>()
  const visits: Visit[] = []
  const stack: string[] = []
  const open = new Set<string>()
  const found: string[][] = []

  const begin = (name: string): void => {
    const index = order.size
    order.set(name, index)
    stack.push(name)
    open.add(name)
    visits.push({ name, index, low: index, rest: (needs.get(name) ?? []).values() })
  }
  const end = ({ name, index, low }: Visit): void => {
    visits.pop()
    const before = visits.at(-1)
    if (before) before.low = Math.min(before.low, low)
    if (low < index) return
    const component = stack.splice(stack.lastIndexOf(name))
    for (const member of component) open.delete(member)
    found.push(component)
  }
  const go = (visit: Visit): void => {
    const { done, value: next } = visit.rest.next()
    if (done) end(visit)
    else if (needs.has(next) && !order.has(next)) begin(next)
    else if (open.has(next)) visit.low = Math.min(visit.low, order.get(next) ?? visit.low)
  }

  for (const name of needs.keys()) {
    if (!order.has(name)) begin(name)
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) go(visit)
  }
  return found
}

/** An edge inside a cycle: `from` needs `to`, which needs `from` in turn. */
export interface CycleEdge {
  readonly from: string
  readonly to: string
}

export interface Order {
  /** Sets that may run at once, each after the ones before it. Names of one cycle stand in one set. */
  readonly sets: readonly (readonly string[])[]
  /** The needs that cannot be met by order alone. */
  readonly cycles: readonly CycleEdge[]
}

/** The order in which everything comes after what it needs, as far as cycles allow. */
export const orderOf = (needs: Needs): Order => {
  const level = new Map<string, number>()
  const sets: string[][] = []
  const cycles: CycleEdge[] = []
  for (const component of components(needs)) {
    const inside = new Set(component)
    let depth = 0
    for (const from of component) {
      for (const to of needs.get(from) ?? []) {
        if (inside.has(to)) cycles.push({ from, to })
        else depth = Math.max(depth, (level.get(to) ?? -1) + 1)
      }
    }
    for (const name of component) level.set(name, depth)
    const set = sets[depth]
    if (set) set.push(...component)
    else sets[depth] = [...component]
  }
  return { sets, cycles }
}
