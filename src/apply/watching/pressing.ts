/** Looks at what probably has ended. Pure. */
import { type Listing, type Look, listOf, type Watched } from './scene.ts'

/** How much longer than another one of its cohort it may take, look after look. */
const margins = [0.02, 0.15]

/** The same where its list tells of its end as well, but later than a look at it would: that takes two requests. */
const marginsOfTold = [0]

/** What moves before this part of the time that another one of its cohort took is not at its end. */
const soonAfter = 0.9

/** Those of a cohort that probably have ended by a time. */
export const pressingIn = (cohort: readonly Watched[], used: readonly Listing[]): readonly Look[] => {
  const tells = listOf(cohort, used)?.tells ?? 'never'
  return cohort.flatMap(({ key, looking, since, moved, cohortLooked, siblingTook, vain }) => {
    if (looking) return []
    // Of those that have moved together one tells whether they have ended.
    const isFirst = moved !== undefined && (tells === 'always' || cohortLooked < moved)
    if (isFirst) return [{ key, at: moved }]
    if (siblingTook === undefined) return []
    const isLast = moved !== undefined && moved >= since + siblingTook * soonAfter
    if (isLast) return [{ key, at: moved }]
    if (tells === 'always') return []
    const margin = (tells === 'seen' ? marginsOfTold : margins)[vain]
    return margin === undefined ? [] : [{ key, at: Math.ceil(since + siblingTook * (1 + margin)) }]
  })
}
