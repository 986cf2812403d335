/** Looks that are made again and again. Pure. */
import { type Listing, listOf, type Tells, type Watched } from './scene.ts'

/** No look follows the one before at the same sooner. */
const shortest = 500

/** Nor later: an end is not to be missed for long, whatever was expected. */
const longest = 10_000

/** How often to look until something is expected to end, where nothing else tells of it. */
const closely = 40

/** How often, where a list may tell of it: by what it is known to tell. */
const besides: Readonly<Record<Exclude<Tells, 'always'>, number>> = { seen: 8, unseen: 16, never: closely }

/** A part of the time that it is expected to take still, or has taken beyond. */
const pause = (watched: readonly Watched[], now: number, parts: number): number => {
  const off = Math.min(...watched.map(({ since, takes }) => Math.abs(since + takes - now)))
  return Math.round(Math.min(Math.max(off / parts, shortest), longest))
}

/** Something that is looked at again and again. */
export interface Routine {
  readonly look: { readonly key: number } | { readonly list: string }
  readonly from: number
  readonly every: number
  readonly due: number
}

export const routineOfList = (
  list: Listing,
  watched: readonly Watched[],
  now: number,
): readonly Routine[] => {
  if (list.looking) return []
  const { name, looked } = list
  const inIt = watched.filter((one) => one.list === name)
  const every = pause(inIt, now, closely)
  const from = looked ?? Math.min(...inIt.map(({ since }) => since))
  return [{ look: { list: name }, from, every, due: from + every }]
}

/** One after the other of a cohort, those first that have moved or were not looked at for longest. */
export const routineOfCohort = (
  cohort: readonly Watched[],
  used: readonly Listing[],
  now: number,
): readonly Routine[] => {
  const tells = listOf(cohort, used)?.tells ?? 'never'
  if (tells === 'always' || cohort.some(({ looking }) => looking)) return []
  const every = pause(cohort, now, besides[tells])
  const from = Math.max(...cohort.map(({ cohortLooked }) => cohortLooked))
  const [first, ...others] = cohort
  if (!first) return []
  const rank = ({ looked = 0, moved }: Watched) => (moved === undefined ? looked : looked - now)
  const { key } = others.reduce((least, one) => (rank(one) < rank(least) ? one : least), first)
  return [{ look: { key }, from, every, due: from + every }]
}

/** In how many parts of its time each is looked at by itself, whatever the others tell, and at least so long apart. */
const apart = { parts: 4, least: 5_000 }

/** Each by itself, with what no end of those that go alike needs: it may end by itself, and its status is news. */
export const turnsOf = (
  cohort: readonly Watched[],
  used: readonly Listing[],
  now: number,
): readonly Routine[] => {
  if (listOf(cohort, used)?.tells === 'always') return []
  return cohort.flatMap(({ key, looking, looked = 0, moved, since, takes }) => {
    if (looking) return []
    const every = Math.max(takes / apart.parts, (now - since - takes) / apart.parts, apart.least)
    return [{ look: { key }, from: looked, every, due: moved ?? Math.ceil(looked + every) }]
  })
}
