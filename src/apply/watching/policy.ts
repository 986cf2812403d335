/** When to look next at what is waited for, and at which of it. Pure. */
import { pressingIn } from './pressing.ts'
import { type Routine, routineOfCohort, routineOfList, turnsOf } from './routines.ts'
import { type Allowance, isUsed, type Listing, type Look, type Watched } from './scene.ts'

interface Scene {
  readonly now: number
  readonly watched: readonly Watched[]
  readonly lists: readonly Listing[]
  readonly allowance: Allowance
}

/**
 * The next look. What is not known yet, and what is waited for no longer, is looked at in any case; everything else within the
 * allowance: at once what probably has ended, the rest in turn and evenly. Undefined: all that may be looked at is being
 * looked at, or nothing is waited for.
 */
export const nextLook = (scene: Scene): Look | undefined => {
  const { now, watched } = scene
  const free = watched.filter(({ looking }) => !looking)
  const must = earliest(
    free.map(({ key, looked, until }) => ({ key, at: looked === undefined ? now : until })),
  )
  if (must && must.at <= now) return must
  const look = allowedLook(scene)
  return must && (!look || must.at < look.at) ? must : look
}

const allowedLook = (scene: Scene): Look | undefined => {
  const { now, watched, lists, allowance } = scene
  const from = allowance.left >= 1 ? now : allowance.ends
  const used = lists.filter((list) => isUsed(list, watched))
  const cohorts = [...grouped(watched, ({ cohort }) => cohort).values()]
  const last = Math.max(...[...watched, ...lists].map(({ looked = 0 }) => looked))
  const slot = Math.max(from, last + spacingOf(scene))
  const together = mostDue(
    [
      ...used.flatMap((list) => routineOfList(list, watched, now)),
      ...cohorts.flatMap((cohort) => routineOfCohort(cohort, used, now)),
    ],
    slot,
  )
  const alone = mostDue(
    cohorts.flatMap((cohort) => turnsOf(cohort, used, now)),
    slot,
  )
  const routine = alone && (!together || alone.at < together.at) ? alone : together
  const pressing = earliest(cohorts.flatMap((cohort) => pressingIn(cohort, used)))
  if (!pressing || (routine && routine.at < pressing.at)) return routine
  return { ...pressing, at: Math.max(pressing.at, from) }
}

const earliest = <Item extends { readonly at: number }>([first, ...others]: readonly Item[]):
  | Item
  | undefined => others.reduce((found, one) => (found && one.at < found.at ? one : found), first)

/** Of those that are due first the one that is the latest, measured by how often it is to be looked at. */
const mostDue = (routines: readonly Routine[], slot: number): Look | undefined => {
  const at = Math.max(slot, Math.min(...routines.map(({ due }) => due)))
  const [first, ...others] = routines.filter(({ due }) => due <= at)
  if (!first) return undefined
  const lateness = ({ from, every }: Routine) => (at - from) / every
  const { look } = others.reduce((most, one) => (lateness(one) > lateness(most) ? one : most), first)
  return { at, ...look }
}

/** How many looks at each are kept until it probably has ended: some are in vain. */
const kept = 1.1

/** What part of an allowance that has not one look for each is for finding out that they have ended. */
const scarce = 0.2

/**
 * How long after one routine look the next may follow: so that they do not use up what is left of the allowance before it
 * is renewed, or before all is expected to have ended.
 */
const spacingOf = ({ now, watched, allowance: { left, ends } }: Scene): number => {
  const furthest = Math.max(0, ...watched.map(({ since, takes }) => Math.abs(since + takes - now)))
  const horizon = Math.min(ends - now, furthest * 1.5 + 5_000)
  return Math.max(0, Math.ceil(horizon / Math.max(1, left - kept * watched.length, left * scarce)))
}

const grouped = <Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, Item[]> => {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
