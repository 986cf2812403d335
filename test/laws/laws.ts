/** Laws that hold for any file: it settles in one apply, whatever was there before. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Planned } from '../../src/index.ts'
import { blueprints, changeable, isLegal } from '../support/blueprints.ts'
import { type BenchSettings, bench, failures, lines } from '../support/workspace.ts'

const isRefused = ({ plan }: Planned) => plan.problems.some(({ severity }) => severity === 'error')

/** Legal, and no new resource gets it: it is there only where it was. */
const isRetired = ({ plan }: Planned) => plan.problems.some(({ code }) => code === 'retired-refused')

/** What nobody knows of the API: under which names it answers plans, and the shape of one list (API facts §2.5, §1.3). */
const answers: fc.Arbitrary<BenchSettings> = fc.record({
  planNames: fc.constantFrom('as-sent', 'old', 'new'),
  envGroups: fc.constantFrom('wrapped', 'bare'),
})

/** Tries the laws on this many random files. */
export const laws = (numRuns: number, timeout: number): void => {
  describe('any legal file', () => {
    const settles = fc.asyncProperty(blueprints(), answers, async (file, settings) => {
      const text = JSON.stringify(file)
      fc.pre(isLegal(text))
      const it = bench(settings)
      fc.pre(!isRetired(await it.plan(text)))
      expect(failures(await it.apply(text))).toEqual([])
      expect(lines((await it.plan(text)).plan)).toEqual([])
    })

    const follows = fc.asyncProperty(blueprints(), blueprints(), answers, async (first, second, settings) => {
      const [before, after] = [JSON.stringify(changeable(first)), JSON.stringify(changeable(second))]
      fc.pre(isLegal(before) && isLegal(after))
      const it = bench(settings)
      fc.pre(!isRetired(await it.plan(before)))
      expect(failures(await it.apply(before))).toEqual([])
      fc.pre(!isRefused(await it.plan(after)))
      expect(failures(await it.apply(after))).toEqual([])
      expect(lines((await it.plan(after)).plan)).toEqual([])
    })

    test('settles in one apply', () => fc.assert(settles, { numRuns }), timeout)
    test(
      'settles in one apply after any other, unless the plan refuses',
      () => fc.assert(follows, { numRuns }),
      timeout,
    )
  })
}
