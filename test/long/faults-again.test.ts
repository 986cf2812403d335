/** Where the run cannot go on, another one does: it ends settled, with no second one of anything. */
import { beforeAll, describe, expect, test } from 'vitest'
import { cellsOf, faults, type Mode, type Reference, reference } from '../support/faulted.ts'

const mode: Mode = 'again and again'

let known: Reference
beforeAll(async () => {
  known = await reference()
})

describe(`each request of an apply fails ${mode}`, () => {
  test('the apply has enough of them, of every kind, and settles by itself', () => {
    const { made, ended, left } = known
    expect({ made: made.failed, ended: ended.failed, left }).toEqual({ made: [], ended: [], left: [] })
    const methods = new Set(ended.asked.map(({ method }) => method))
    expect([...methods].sort()).toEqual(['DELETE', 'GET', 'PATCH', 'POST', 'PUT'])
    const writes = ended.asked.filter(({ method }) => method !== 'GET')
    expect(writes.length).toBeGreaterThanOrEqual(60)
    expect(Object.keys(faults)).toHaveLength(12)
  })

  test.each(Object.entries(faults))('%s', async (_, effect) => {
    const { count, bad } = await cellsOf(known, effect, mode)
    expect(bad).toEqual([])
    expect(count).toBe(known.ended.asked.length)
  })
})
