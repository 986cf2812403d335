import { describe, expect, test } from 'vitest'
import { coverage } from '../../src/emulator/index.ts'
import { hasShared, readShared, startApi, whereShared } from './support.ts'

const nameOf = (method: string, path: string) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`

describe('coverage', () => {
  test('every operation is listed once', () => {
    const names = coverage.map(({ method, path }) => nameOf(method, path))
    expect(new Set(names).size).toBe(names.length)
  })

  test.skipIf(!hasShared)(`every operation of the OpenAPI document is listed${whereShared}`, () => {
    const { paths } = readShared('render-openapi.json')
    const names = new Set(coverage.map(({ method, path }) => nameOf(method, path)))
    const methods = ['get', 'post', 'put', 'patch', 'delete']
    const declared = Object.entries<Record<string, unknown>>(paths).flatMap(([path, operations]) =>
      methods.filter((method) => method in operations).map((method) => nameOf(method.toUpperCase(), path)),
    )
    expect(declared.length).toBeGreaterThan(160)
    expect(declared.filter((name) => !names.has(name))).toEqual([])
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
