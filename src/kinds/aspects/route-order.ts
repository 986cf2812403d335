/** The requests that put the routes of a site in order, one by one: replacing the list would take along what somebody else adds meanwhile. */
import { type ApiRequest, del, form, patch, path, post } from '../../http/index.ts'
import type { Body, Edit } from '../../rows/index.ts'

interface Rule {
  readonly type: string
  readonly source: string
  readonly destination: string
}

export interface Route extends Rule {
  readonly id: string
  readonly position: number
}

export const routeForm = form.object({
  id: form.id,
  type: form.word,
  source: form.text,
  destination: form.text,
})

// The document has it under another name, one that is no route's.
const movedForm = form.either(form.object({ headers: routeForm }), routeForm)

/** What a destination begins with, if it is a URL, and what follows. */
export const split = (destination: string): { readonly address?: string; readonly path: string } => {
  const [, address, path = ''] = /^(https?:\/\/[^/]+)(.*)$/.exec(destination) ?? []
  return address === undefined ? { path: destination } : { address, path }
}

/** A route as the API takes it, of what is written and what is there. */
export const ruleOf = (written: Body, live?: Route): Rule => {
  const { type, source, destination } = { ...live, ...written } as Rule
  const { address = '', path = '' } = { ...(live && split(live.destination)), ...written }
  const isMoved = written.address !== undefined || written.path !== undefined
  return { type, source, destination: isMoved ? `${address}${path}` : destination }
}

const isSame = (one: Rule, other: Rule) =>
  one.type === other.type && one.source === other.source && one.destination === other.destination

/** A route that the file declares. `before`: the one in its place. Absent: there is none. */
interface Wanted {
  readonly rule: Rule
  readonly before: Route | undefined
}

/** Of two that an interrupted apply left, the new one is taken for the one in its place. */
const wantedOf = ({ declared, live }: Edit<Route>): readonly Wanted[] =>
  declared.map(({ body, live: before }) => {
    const rule = ruleOf(body, before)
    const isThere = !before || isSame(before, rule)
    return {
      rule,
      before: isThere ? before : ([...live.values()].find((one) => isSame(one, rule)) ?? before),
    }
  })

/**
 * The API moves a route, and shifts the others to make space; all else of it stays as it is made. So those that are there
 * are put in order first, and then each of the others is made: one that takes the place of another right behind that, which
 * goes once both are there, so that its paths always lead somewhere. Those that the file does not name end up last.
 */
export const routeRequests = (site: string, edit: Edit<Route>): readonly ApiRequest[] => {
  const list = path`/services/${site}/routes`
  const gone = (route: Route) => del(path`/services/${site}/routes/${route.id}`)
  const wanted = wantedOf(edit)
  const taken = wanted.flatMap(({ before }) => before ?? [])
  const replaced = edit.declared.flatMap(({ live }) => (live && !taken.includes(live) ? [live] : []))
  const removed = [...edit.removed.values(), ...replaced]
  const there = [...edit.live.values()].filter((route) => !removed.includes(route))
  const moves = movesTo([...taken, ...there.filter((route) => !taken.includes(route))], there)
  const made = wanted.flatMap(({ rule, before }, index) => {
    if (!before) return [added(list, rule, index)]
    return isSame(before, rule) ? [] : [added(list, rule, index + 1), gone(before)]
  })
  return [
    ...removed.map(gone),
    ...moves.map(({ route, to }) =>
      patch(path`/services/${site}/routes/${route.id}`, { priority: to }, movedForm),
    ),
    ...made,
  ]
}

const added = (list: string, rule: Rule, priority: number) =>
  post(
    list,
    { ...rule, priority },
    { list: { path: list, wrapper: 'route', item: routeForm }, match: (found: Route) => isSame(found, rule) },
    { body: routeForm },
  )

interface Move {
  readonly route: Route
  readonly to: number
}

/** The fewest moves that bring a list into another order: from its end, so that those that go last keep their order throughout. */
const movesTo = (order: readonly Route[], now: readonly Route[]): readonly Move[] => {
  const stay = longestInOrder(order, now)
  const list = [...now]
  return order.toReversed().flatMap((route, index) => {
    if (stay.has(route)) return []
    const after = order[order.length - index]
    list.splice(list.indexOf(route), 1)
    const to = after ? list.indexOf(after) : list.length
    list.splice(to, 0, route)
    return [{ route, to }]
  })
}

/** The most of them that stand in this order already. */
const longestInOrder = (order: readonly Route[], now: readonly Route[]): ReadonlySet<Route> => {
  const places = new Map(now.map((route, index) => [route, index]))
  const chains: { readonly end: number; readonly routes: readonly Route[] }[] = []
  for (const route of order) {
    const end = places.get(route) ?? 0
    chains.push({ end, routes: [...longest(chains.filter((chain) => chain.end < end)), route] })
  }
  return new Set(longest(chains))
}

const longest = (chains: readonly { readonly routes: readonly Route[] }[]): readonly Route[] =>
  chains.reduce<readonly Route[]>((one, { routes }) => (routes.length > one.length ? routes : one), [])
