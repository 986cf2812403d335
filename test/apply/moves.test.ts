/** Moves of resources into an environment: those at the same time share a request. */
import { expect, test } from 'vitest'
import { bench, failures } from '../support/workspace.ts'

const worker = (name: string) => ({ type: 'worker', name, runtime: 'docker' })
const place = { name: 'production' }
const loose = (names: readonly string[]) =>
  JSON.stringify({ services: names.map(worker), projects: [{ name: 'shop', environments: [place] }] })
const placed = (names: readonly string[]) =>
  JSON.stringify({
    projects: [{ name: 'shop', environments: [{ ...place, services: names.map(worker) }] }],
  })

/** Moves workers, while the API answers moves as it is told to: how many each request moves, and what failed. */
const move = async (names: readonly string[], answer: (moved: number) => number | false) => {
  const moved: number[] = []
  const it = bench({
    intercept: ({ method, path, body }) => {
      if (method !== 'POST' || !path.endsWith('/resources')) return false
      const { length } = (body as { resourceIds: readonly string[] }).resourceIds
      moved.push(length)
      return answer(length)
    },
  })
  expect(failures(await it.apply(loose(names)))).toEqual([])
  const failed = failures(await it.apply(placed(names)))
  return { moved, failed: failed.length }
}

test.each<[string, readonly string[], (moved: number) => number | false, readonly number[], number]>([
  ['several that pass', ['a', 'b', 'c'], () => false, [3], 0],
  ['one that is refused', ['a'], () => 404, [1], 1],
  ['several that are refused together', ['a', 'b'], (moved) => moved > 1 && 404, [2, 1, 1], 0],
  ['several that are refused one by one as well', ['a', 'b'], () => 400, [2, 1, 1], 2],
  ['several, without the right to', ['a', 'b'], () => 403, [2], 2],
  ['several, by a key that is gone', ['a', 'b'], () => 401, [2], 2],
  ['several, of which the content is refused', ['a', 'b'], (moved) => moved > 1 && 422, [2, 1, 1], 0],
])('%s', async (_, names, answer, requests, failed) => {
  expect(await move(names, answer)).toEqual({ moved: requests, failed })
})
