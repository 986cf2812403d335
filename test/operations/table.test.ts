import { describe, expect, test } from 'vitest'
import { type Operation, type Param, segments } from '../../src/operations/index.ts'
import { type Described, parametersOf } from '../facts/operations.ts'
import { keysOf } from '../facts/schemas.ts'
import { api, has, named, type Type } from '../facts/tables.ts'
import { nameOf, rows } from './support.ts'

const factsOf = (row: Operation): Described => {
  const name = nameOf(row)
  return { ...(api.operations[name] as Described), name }
}

const sentAs = (params: Readonly<Record<string, Param>> = {}) =>
  Object.entries(params).map(([name, param]) => ({ name: param.sends ?? name, param }))

/** The words that a type of the facts allows, in whatever list it stands. */
const wordsOf = (type: Type | undefined): readonly unknown[] | undefined => {
  if (type === undefined) return undefined
  if (typeof type === 'string') return wordsOf(api.shapes[named(type).item])
  if (Array.isArray(type)) return type
  if (has(type, '$list')) return wordsOf(type.$list)
  if (has(type, '$joined')) return wordsOf(type.$joined)
  return has(type, '$open') ? type.$open : undefined
}

describe('the table has every operation of the API', () => {
  test('once', () => {
    const names = rows.map(([, row]) => factsOf(row).name)
    expect([...names].sort()).toEqual(Object.keys(api.operations).sort())
  })
})

describe.each(rows)('%s', (_id, row) => {
  const facts = factsOf(row)

  test('its segments are those of the path', () => {
    const ours = [...row.path.matchAll(/\{(\w+)\}/g)].map(
      ([, name = '']) => segments[name as keyof typeof segments].sends,
    )
    const theirs = [...facts.name.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(ours).toEqual(theirs)
  })

  test('its query is the one of the facts', () => {
    const theirs = parametersOf(facts)
    expect(
      sentAs(row.query)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(theirs.map(({ name }) => name).sort())
    for (const { name, param } of sentAs(row.query)) {
      const fact = theirs.find((one) => one.name === name)
      expect({ name, joined: param.joined ?? param.filter ?? false }).toEqual({ name, joined: fact?.joined })
    }
  })

  test('its body is the one of the facts', () => {
    const body = facts.body ?? facts['body?'] ?? undefined
    if (row.whole !== undefined || body === undefined) {
      expect({ body: row.whole ?? row.body }).toEqual({ body: body && Object.keys(row.body ?? {})[0] })
      return
    }
    const [either] = keysOf(body, api.shapes)
    const shapes = either?.name === '$either' ? (either.type as readonly Type[]) : [body]
    const theirs = new Set(shapes.flatMap((shape) => keysOf(shape, api.shapes).map(({ name }) => name)))
    expect(new Set(sentAs(row.body).map(({ name }) => name))).toEqual(theirs)
  })

  test('what has to be given is what the API needs', () => {
    const body = facts.body ?? undefined
    if (row.whole !== undefined || body === undefined || facts.body === 'addUpdateEnvVarInput') return
    const needed = keysOf(body, api.shapes).flatMap(({ name, optional }) => (optional ? [] : [name]))
    const ours = sentAs(row.body).filter(({ param }) => !param.optional || (param.workspace && !param.filter))
    // A file without content is none: we want it although the API does not.
    const wanted = row.path.includes('/secret-files/') ? ['content'] : needed
    expect(ours.map(({ name }) => name).sort()).toEqual(wanted.sort())
  })

  test('its words are those of the facts', () => {
    const facts_ = [
      ...parametersOf(facts),
      ...(facts.body && row.whole === undefined ? keysOf(facts.body, api.shapes) : []),
    ]
    for (const { name, param } of [...sentAs(row.query), ...sentAs(row.body)]) {
      const words = param.schema.enum ?? param.schema.items?.enum
      if (words === undefined) continue
      const fact = facts_.find((one) => one.name === name)
      expect({ name, words: [...words].sort() }).toEqual({ name, words: wordsOf(fact?.type)?.toSorted() })
    }
  })
})
