/** Which live resources a pull is about. */
import { type Address, means } from '../address.ts'
import type { LiveResource, World } from '../live.ts'
import { ProblemsError, problem } from '../problem.ts'

export interface Selection {
  /** Addresses; `*` stands for any text: `service/shop-*`. */
  readonly resources?: readonly string[]
  /** Addresses of projects and environments: only what they hold, and they themselves. */
  readonly within?: readonly Address[]
}

export type Selects = (live: LiveResource, world: World) => boolean

/** What holds a resource in the file: the project of an environment, the environment of a service. */
export const holderOf = (live: LiveResource, world: World): Address | undefined => {
  const { parent, aspects } = live.kind
  if (parent) return world.addressOf(parent.id(live.record))
  for (const { holder, items } of Object.values(aspects)) {
    const [item] = holder ? items(live.record, [], world) : []
    const found = item === undefined ? '' : (holder?.(item) ?? '')
    if (found !== '') return found
  }
  return undefined
}

const isIn = (live: LiveResource, containers: readonly Address[], world: World): boolean => {
  for (let at: LiveResource | undefined = live; at; ) {
    if (containers.includes(at.address)) return true
    const holder = holderOf(at, world)
    at = holder === undefined ? undefined : world.get(holder)
  }
  return false
}

/** Without any selection: everything. Several of one sort add up; both sorts together mean what is in both. */
export const selector =
  ({ resources = [], within = [] }: Selection): Selects =>
  (live, world) =>
    (resources.length === 0 || resources.some((wanted) => means(wanted, live.address))) &&
    (within.length === 0 || isIn(live, within, world))

/** Whether a resource that is not live any more is one of those that were asked for. */
export const isMeant = (gone: Address, { resources = [], within = [] }: Selection): boolean =>
  resources.length > 0 ? resources.some((wanted) => means(wanted, gone)) : within.length === 0

/** Throws a {@link ProblemsError} that names everything that was asked for and is not there. */
export const checkSelection = ({ resources = [], within = [] }: Selection, world: World): void => {
  const missing = [
    ...resources.filter((wanted) => !world.all().some((live) => means(wanted, live.address))),
    ...within.filter((container) => !world.get(container)),
  ]
  if (missing.length === 0) return
  throw new ProblemsError(missing.map((wanted) => problem('bad-usage', `the workspace has no ${wanted}`)))
}
