import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { components, orderOf } from '../../src/plan/graph.ts'

const graph = (edges: Record<string, readonly string[]>) => new Map(Object.entries(edges))

describe('order', () => {
  test('everything comes after what it needs', () => {
    expect(orderOf(graph({ site: ['env'], env: ['project'], project: [], db: [] })).sets).toEqual([
      ['project', 'db'],
      ['env'],
      ['site'],
    ])
  })

  test('names of one cycle stand in one set, and their edges are reported', () => {
    expect(orderOf(graph({ a: ['b', 'db'], b: ['a'], db: [], c: ['a'] }))).toEqual({
      sets: [['db'], ['a', 'b'], ['c']],
      cycles: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    })
  })

  test('a name that needs itself is a cycle of one', () => {
    expect(orderOf(graph({ a: ['a'] }))).toEqual({ sets: [['a']], cycles: [{ from: 'a', to: 'a' }] })
  })

  test('needs of names that are not there are ignored', () => {
    expect(orderOf(graph({ a: ['elsewhere'] }))).toEqual({ sets: [['a']], cycles: [] })
  })

  test('a chain is no problem, however long', () => {
    const chain = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`n${i}`, [`n${i + 1}`]]))
    expect(orderOf(graph(chain)).sets).toHaveLength(100_000)
  })

  test('a circle is one, however long', () => {
    const circle = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, i) => [`n${i}`, [`n${(i + 1) % 100_000}`]]),
    )
    expect(orderOf(graph(circle)).sets).toHaveLength(1)
  })
})

const anyGraph = fc
  .array(fc.array(fc.nat({ max: 11 }), { maxLength: 4 }), { maxLength: 12 })
  .map((lists) => new Map(lists.map((needs, index) => [`${index}`, needs.map(String)])))

describe('for any graph', () => {
  test('each name is in exactly one set', () => {
    fc.assert(
      fc.property(anyGraph, (needs) => {
        expect(orderOf(needs).sets.flat().sort()).toEqual([...needs.keys()].sort())
      }),
    )
  })

  test('each need is in an earlier set, or reported as an edge of a cycle', () => {
    fc.assert(
      fc.property(anyGraph, (needs) => {
        const { sets, cycles } = orderOf(needs)
        const level = new Map(sets.flatMap((set, index) => set.map((name) => [name, index])))
        for (const [from, all] of needs) {
          for (const to of all.filter((name) => needs.has(name))) {
            const cyclic = cycles.some((edge) => edge.from === from && edge.to === to)
            expect(cyclic || (level.get(to) ?? 0) < (level.get(from) ?? 0)).toBe(true)
          }
        }
      }),
    )
  })

  test('an edge is reported only if its ends reach each other', () => {
    const reaches = (needs: ReadonlyMap<string, readonly string[]>, from: string, to: string) => {
      const seen = new Set<string>()
      const visit = (name: string): boolean =>
        (needs.get(name) ?? []).some(
          (next) => next === to || (!seen.has(next) && seen.add(next) && visit(next)),
        )
      return visit(from)
    }
    fc.assert(
      fc.property(anyGraph, (needs) => {
        for (const { from, to } of orderOf(needs).cycles)
          expect(reaches(needs, to, from) || from === to).toBe(true)
      }),
    )
  })

  test('components come after what they need', () => {
    fc.assert(
      fc.property(anyGraph, (needs) => {
        const found = components(needs)
        const place = (name: string) => found.findIndex((component) => component.includes(name))
        const edges = [...needs].flatMap(([from, all]) => all.map((to) => ({ from, to })))
        for (const { from, to } of edges)
          if (needs.has(to)) expect(place(to)).toBeLessThanOrEqual(place(from))
      }),
    )
  })
})
