import { describe, expect, test } from 'vitest'
import { coverage } from '../../src/emulator/index.ts'
import { api as facts } from '../facts/tables.ts'
import { startApi } from './support.ts'

const nameOf = (method: string, path: string) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`

const splitName = (name: string) => name.split(' ') as [method: string, path: string]

describe('coverage', () => {
  test('every operation is listed once', () => {
    const names = coverage.map(({ method, path }) => nameOf(method, path))
    expect(new Set(names).size).toBe(names.length)
  })

  test('every operation of the facts is listed, and no other', () => {
    const declared = Object.keys(facts.operations).map((name) => nameOf(...splitName(name)))
    expect(declared.length).toBeGreaterThan(200)
    expect(coverage.map(({ method, path }) => nameOf(method, path)).sort()).toEqual(declared.sort())
  })

  test('what is listed as supported is routed, and what is not is 404 in the API’s shape', async () => {
    const api = startApi()
    for (const { method, path, supported } of coverage) {
      const answer = await api.send(method, path.replace(/\{\w+\}/g, 'x'))
      if (!supported)
        expect([answer.status, answer.body.message]).toEqual([404, expect.stringMatching('^not found')])
      else expect([method, path, answer.status]).not.toEqual([method, path, 500])
    }
  })
})
