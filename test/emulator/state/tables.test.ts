import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Due } from '../../../src/emulator/state/due.ts'
import { Table } from '../../../src/emulator/state/table.ts'

interface Thing {
  readonly id: string
  readonly name: string
  readonly place: string | undefined
  readonly uses: readonly string[]
  readonly at: number | undefined
}

const names = ['a', 'b', 'c', 'd']
const name = fc.constantFrom(...names)
const fields = {
  name,
  place: fc.option(name, { nil: undefined }),
  uses: fc.uniqueArray(name, { maxLength: 3 }),
  at: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
}

/** What is done to the things of a table; few of them, so that most of it meets what was there before. */
const deed = fc.oneof(
  fc.record({ does: fc.constant('put' as const), thing: fc.record({ id: name, ...fields }) }),
  fc.record({
    does: fc.constant('change' as const),
    id: name,
    changes: fc.record(fields, { requiredKeys: [] }),
  }),
  fc.record({ does: fc.constant('remove' as const), id: name }),
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

const start = () => {
  const due = new Due<Thing>(({ at }) => at)
  const changed: string[] = []
  const keys = {
    name: (thing: Thing) => [thing.name],
    place: (thing: Thing) => [thing.place],
    uses: (thing: Thing) => thing.uses,
  }
  return { due, changed, table: new Table<Thing, keyof typeof keys>([], (id) => changed.push(id), keys, due) }
}

type Started = ReturnType<typeof start>

const carryOut = ({ table }: Started, deed: Deed) => {
  if (deed.does === 'put') table.put({ ...deed.thing })
  else if (deed.does === 'remove') table.remove(deed.id)
  else {
    const thing = table.get(deed.id)
    if (thing) table.change(thing, deed.changes)
  }
}

const idsOf = (things: readonly Thing[]) => things.map(({ id }) => id).sort()

describe('whatever was put, changed and removed', () => {
  test('an index says what looking through all records would', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        const started = start()
        const { table } = started
        for (const each of deeds) {
          carryOut(started, each)
          const all = table.all()
          for (const key of names) {
            expect(idsOf(table.by('name', key))).toEqual(idsOf(all.filter((thing) => thing.name === key)))
            expect(idsOf(table.by('place', key))).toEqual(idsOf(all.filter(({ place }) => place === key)))
            expect(idsOf(table.by('uses', key))).toEqual(idsOf(all.filter(({ uses }) => uses.includes(key))))
          }
        }
      }),
    )
  })

  test('what is due next is the earliest of all', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        const started = start()
        const { table, due } = started
        for (const each of deeds) {
          carryOut(started, each)
          const moments = table.all().flatMap(({ at }) => at ?? [])
          expect(due.next()).toBe(Math.min(...moments))
          const passed = due.passed(5)
          expect(passed !== undefined).toBe(moments.some((at) => at <= 5))
          if (passed) expect(table.get(passed.id)?.at).toBe(passed.at)
        }
      }),
    )
  })

  test('records that are due come by their moments, and at the same one by their ids', () => {
    const entries = fc.uniqueArray(fc.record({ id: fc.string(), at: fc.integer({ min: 0, max: 9 }) }), {
      selector: ({ id }) => id,
      maxLength: 60,
    })
    fc.assert(
      fc.property(entries, (given) => {
        const due = new Due<{ id: string; at: number }>(({ at }) => at)
        for (const entry of given) due.note(entry)
        const taken: unknown[] = []
        for (let next = due.passed(9); next; next = due.passed(9)) {
          taken.push(next)
          due.drop(next.id)
        }
        expect(taken).toEqual(given.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)))
      }),
    )
  })

  test('who is told of changes is told of each record that is not as it was', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 20 }), (deeds) => {
        const started = start()
        const { table, changed } = started
        for (const each of deeds) {
          const before = new Map(table.all().map((thing) => [thing.id, JSON.stringify(thing)]))
          changed.length = 0
          carryOut(started, each)
          const after = new Map(table.all().map((thing) => [thing.id, JSON.stringify(thing)]))
          for (const id of names) if (before.get(id) !== after.get(id)) expect(changed).toContain(id)
        }
      }),
    )
  })
})
