/** Whether what is there still agrees with a saved plan: each unit is as it was found, or as it is going to be. Pure. */
import { type Digests, deeds, type Rests } from '../plan/index.ts'

interface Told {
  readonly rests: Rests
  readonly says: Digests
}

/**
 * The units that are in a third state. What is as the plan makes it is done: by an apply that was stopped half way, or by
 * anybody. Hidden values count where both sides have the same plan key.
 */
export const strayed = (saved: Told, now: Told): readonly string[] => {
  const isKeyed = saved.rests.key !== undefined && saved.rests.key === now.rests.key
  const units = new Set(
    [saved, now].flatMap(({ rests, says }) => [
      ...Object.keys(rests.live),
      ...(isKeyed ? Object.keys(rests.hidden ?? {}) : []),
      ...Object.keys(says),
    ]),
  )
  const isFound = (unit: string) =>
    saved.says[unit] === now.says[unit] &&
    saved.rests.live[unit] === now.rests.live[unit] &&
    (!isKeyed || saved.rests.hidden?.[unit] === now.rests.hidden?.[unit])
  const isMade = (unit: string) => saved.says[unit] !== undefined && now.says[unit] === undefined
  // The first half of a replacement is done: the old one is gone.
  const isHalf = (unit: string) =>
    saved.says[unit] === deeds.replace &&
    now.says[unit] === deeds.create &&
    now.rests.live[unit] === undefined
  // What was replaced stands aside until all have the new one, under a name that only then was there.
  const isAside = (unit: string) =>
    saved.says[unit] === deeds.delete &&
    now.says[unit] === deeds.delete &&
    saved.rests.live[unit] === undefined
  const agrees = [isFound, isMade, isHalf, isAside]
  return [...units].filter((unit) => !agrees.some((agree) => agree(unit))).sort()
}
