/** Which live resources a pull is about. */
import { type Address, means } from '../../address.ts'
import type { Desired, DesiredResource } from '../../desired.ts'
import type { Live, LiveResource } from '../../live.ts'
import { ProblemsError, problem } from '../../problem.ts'
import { holderOf as parentOf } from '../../references/index.ts'

export interface Extent {
  /** Addresses; `*` stands for any text: `service/shop-*`. */
  readonly resources?: readonly string[]
  /** Addresses of projects and environments: only what they hold, and they themselves. */
  readonly within?: readonly Address[]
}

/** Whether a pull is about everything. */
export const isWhole = ({ resources = [], within = [] }: Extent): boolean =>
  resources.length === 0 && within.length === 0

export type Selects = (live: LiveResource, known: Live) => boolean

/** What holds a resource in the file: the project of an environment, the environment of a service. */
export const holderOf = (live: LiveResource, known: Live): Address | undefined => {
  const { parent, aspects } = live.kind
  if (parent) return known.addressOf(parent.id(live.record))
  for (const { holder, items } of Object.values(aspects)) {
    const [item] = holder ? items(live.record, [], known) : []
    const found = item === undefined ? '' : (holder?.(item) ?? '')
    if (found !== '') return found
  }
  return undefined
}

const isIn = (live: LiveResource, containers: readonly Address[], known: Live): boolean => {
  for (let at: LiveResource | undefined = live; at; ) {
    if (containers.includes(at.address)) return true
    const holder = holderOf(at, known)
    at = holder === undefined ? undefined : known.get(holder)
  }
  return false
}

/** Without any selection: everything. Several of one sort add up; both sorts together mean what is in both. */
export const selector =
  ({ resources = [], within = [] }: Extent): Selects =>
  (live, known) =>
    (resources.length === 0 || resources.some((wanted) => means(wanted, live.address))) &&
    (within.length === 0 || isIn(live, within, known))

/** Where the file puts a resource: all that is known of the place of one that is not live any more. */
const declaredHolderOf = (gone: DesiredResource): Address | undefined => {
  const { kind, parts } = gone
  const places = Object.entries(kind.aspects).flatMap(([name, { holder, needs }]) =>
    holder ? (parts[name] ?? []).flatMap((item) => needs?.(item) ?? []) : [],
  )
  return parentOf(gone) ?? places[0]
}

const isDeclaredIn = (gone: DesiredResource, containers: readonly Address[], desired: Desired): boolean => {
  for (let at: DesiredResource | undefined = gone; at; ) {
    if (containers.includes(at.address)) return true
    at = desired.resources.get(declaredHolderOf(at) ?? '')
  }
  return false
}

/** Whether a resource that is not live any more is one of those that were asked for. */
export const isMeant = (gone: DesiredResource, selection: Extent, desired: Desired): boolean => {
  const { resources = [], within = [] } = selection
  return (
    (resources.length === 0 || resources.some((wanted) => means(wanted, gone.address))) &&
    (within.length === 0 || isDeclaredIn(gone, within, desired))
  )
}

/** Throws a {@link ProblemsError} that names everything that was asked for and is not there. */
export const checkExtent = ({ resources = [], within = [] }: Extent, known: Live): void => {
  const missing = [
    ...resources.filter((wanted) => !known.all().some((live) => means(wanted, live.address))),
    ...within.filter((container) => !known.get(container)),
  ]
  if (missing.length === 0) return
  throw new ProblemsError(
    missing.map((wanted) => {
      const missed = known.unlisted(wanted)
      return missed
        ? problem(
            'unobserved-value',
            `whether the workspace has ${wanted} was not observed: ${missed.where} answered 403`,
            `Use a key that may read ${missed.area}.`,
          )
        : problem('bad-usage', `the workspace has no ${wanted}`)
    }),
  )
}
