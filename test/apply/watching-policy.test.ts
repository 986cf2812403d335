/** When an apply looks next: laws of the policy, and of a watcher that follows it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextLook } from '../../src/apply/watching/policy.ts'
import type { Listing, Look, Tells, Watched } from '../../src/apply/watching/scene.ts'

const now = 1_767_225_600_000

const watchedOnes = (): fc.Arbitrary<Watched[]> => {
  const one = fc.record({
    cohort: fc.integer({ min: 0, max: 2 }),
    age: fc.integer({ min: 0, max: 300_000 }),
    takes: fc.integer({ min: 0, max: 300_000 }),
    until: fc.integer({ min: -1_000, max: 3_600_000 }),
    lookedAgo: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined }),
    movedAgo: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined }),
    siblingTook: fc.option(fc.integer({ min: 0, max: 300_000 }), { nil: undefined }),
    vain: fc.integer({ min: 0, max: 3 }),
    looking: fc.boolean(),
    list: fc.constantFrom('/services', undefined),
  })
  return fc.array(one, { minLength: 1, maxLength: 30 }).map((all) =>
    all.map(({ age, until, lookedAgo, movedAgo, ...rest }, key) => ({
      ...rest,
      key,
      since: now - age,
      until: now + until,
      looked: lookedAgo === undefined ? undefined : now - Math.min(lookedAgo, age),
      moved: movedAgo === undefined ? undefined : now - Math.min(movedAgo, age),
      cohortLooked: now - Math.min(lookedAgo ?? 0, age),
    })),
  )
}

const listings = (): fc.Arbitrary<Listing> =>
  fc.record({
    name: fc.constant('/services'),
    looked: fc.option(fc.integer({ min: now - 60_000, max: now }), { nil: undefined }),
    looking: fc.boolean(),
    tells: fc.constantFrom<Tells[]>('always', 'seen', 'unseen', 'never'),
    pages: fc.integer({ min: 1, max: 3 }),
  })

const allowances = () =>
  fc.record({
    left: fc.integer({ min: -10, max: 200 }),
    ends: fc.integer({ min: now + 1, max: now + 60_000 }),
  })

const scenes = () =>
  fc.record({
    now: fc.constant(now),
    watched: watchedOnes(),
    lists: listings().map((list) => [list]),
    allowance: allowances(),
  })

const keyIn = (look: Look | undefined): number | undefined => (look && 'key' in look ? look.key : undefined)

const isForced = ({ looked, until }: Watched) => looked === undefined || until <= now

describe('the next look', () => {
  test('is at something that nobody looks at already', () => {
    fc.assert(
      fc.property(scenes(), (scene) => {
        const look = nextLook(scene)
        const free = scene.watched.filter(({ looking }) => !looking)
        if (!look) expect(free).toEqual([])
        else if ('key' in look) expect(free.map(({ key }) => key)).toContain(look.key)
        else expect(scene.lists).toContainEqual(expect.objectContaining({ looking: false }))
      }),
    )
  })

  test('is at once at what is not known, and at what is waited for no longer, whatever is left', () => {
    fc.assert(
      fc.property(scenes(), (scene) => {
        const forced = scene.watched.filter((one) => !one.looking && isForced(one))
        fc.pre(forced.length > 0)
        const look = nextLook(scene)
        expect(look?.at).toBeLessThanOrEqual(now)
        expect(forced.map(({ key }) => key)).toContain(keyIn(look))
      }),
    )
  })

  test('is never after the end of a wait', () => {
    fc.assert(
      fc.property(scenes(), (scene) => {
        const untils = scene.watched.filter(({ looking }) => !looking).map(({ until }) => until)
        fc.pre(untils.length > 0)
        expect(nextLook(scene)?.at).toBeLessThanOrEqual(Math.max(now, Math.min(...untils)))
      }),
    )
  })

  test('waits until there is an allowance again, where none is left', () => {
    fc.assert(
      fc.property(scenes(), (scene) => {
        const { ends } = scene.allowance
        const until = ends + 1
        const watched = scene.watched.map((one) => ({ ...one, looked: one.looked ?? one.since, until }))
        const look = nextLook({ ...scene, watched, allowance: { left: 0, ends } })
        fc.pre(look !== undefined)
        expect(look?.at).toBeGreaterThanOrEqual(ends)
      }),
    )
  })

  test('comes soon, where there is enough for all', () => {
    fc.assert(
      fc.property(scenes(), (scene) => {
        const until = now + 3_600_000
        const watched = scene.watched.map((one) => ({ ...one, until, looking: false }))
        const lists = scene.lists.map((list) => ({ ...list, looking: false }))
        const look = nextLook({ ...scene, watched, lists, allowance: { left: 10_000, ends: now + 60_000 } })
        expect(look?.at).toBeLessThanOrEqual(now + 10_100)
      }),
    )
  })

  test('is at no list, where one alone stands in it', () => {
    fc.assert(
      fc.property(scenes(), (scene) => {
        const [one] = scene.watched
        const look = nextLook({ ...scene, watched: one ? [one] : [] })
        expect(look && 'list' in look).toBeFalsy()
      }),
    )
  })

  test.each<[Tells, number]>([
    ['unseen', 1.02],
    ['never', 1.02],
    // Else the list and then the deploy would be looked at, one after the other.
    ['seen', 1],
  ])(
    'is at a sibling of one that has ended, once it takes as long: its list tells of it, %s',
    (tells, part) => {
      const took = fc.integer({ min: 20_000, max: 300_000 })
      fc.assert(
        fc.property(took, (siblingTook) => {
          const since = now - Math.ceil(siblingTook * part)
          const sibling = {
            ...{ key: 0, cohort: 0, since, takes: siblingTook, until: now + 60_000, looked: since },
            ...{
              moved: undefined,
              cohortLooked: now,
              siblingTook,
              vain: 0,
              looking: false,
              list: '/services',
            },
          }
          const watched = [sibling, { ...sibling, key: 1, looking: true }]
          const lists = [{ name: '/services', looked: now, looking: false, tells, pages: 1 }]
          const look = nextLook({ now, watched, lists, allowance: { left: 1, ends: now + 60_000 } })
          expect(look).toEqual({ at: now, key: 0 })
        }),
      )
    },
  )
})
