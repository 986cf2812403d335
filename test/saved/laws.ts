/** Laws of saved plans, for any files. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestOfSaved, isRefused, readSavedPlan, savedText } from '../../src/index.ts'
import { blueprints, changeable, isLegal } from '../support/blueprints.ts'
import { bench, failures, lines } from '../support/workspace.ts'
import { carryOut, keep, verdict } from './keeping.ts'

/** What a workspace has come to, but for what is made at random and when. */
const stateOf = (state: object): unknown =>
  JSON.parse(
    JSON.stringify(state, (key, value) =>
      /^(createdAt|updatedAt|startedAt|finishedAt|timestamp|at)$/.test(key) ? undefined : value,
    ),
  )

/** Tries the laws on this many random pairs of files. */
export const savedLaws = (numRuns: number, timeout: number): void => {
  const asDirectly = fc.asyncProperty(
    blueprints(),
    blueprints(),
    fc.boolean(),
    async (first, second, isKeyed) => {
      const [before, after] = [first, second].map((file) => JSON.stringify(changeable(file))) as [
        string,
        string,
      ]
      fc.pre(isLegal(before) && isLegal(after))
      const [one, other] = [bench(), bench()]
      fc.pre(!isRefused((await one.plan(before)).plan))
      for (const it of [one, other]) expect(failures(await it.apply(before))).toEqual([])
      const keeping = isKeyed ? { planKey: 'a key of all who plan' } : {}
      const saved = await keep(one, after, keeping)
      // Through its text it is the same, and so is one that is made anew.
      expect(readSavedPlan(savedText(saved), 'plan.json')).toEqual(saved)
      expect(digestOfSaved(await keep(one, after, keeping))).toBe(digestOfSaved(saved))
      fc.pre(!saved.document.refused)
      const directly = failures(await other.apply(after))
      expect(failures(await carryOut(one, saved, keeping))).toEqual(directly)
      expect(stateOf(one.emulator.state())).toEqual(stateOf(other.emulator.state()))
      expect(lines((await one.plan(after)).plan)).toEqual(lines((await other.plan(after)).plan))
      expect(await verdict(one, saved, keeping)).toBe('done')
    },
  )
  test(
    'a saved plan is what it was saved as, and does what an apply does',
    () => fc.assert(asDirectly, { numRuns }),
    timeout,
  )
}
