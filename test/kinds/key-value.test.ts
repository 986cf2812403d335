import { expect, test } from 'vitest'
import { bench, failures, lines } from '../support/workspace.ts'

const file = (plan: string, more: object = {}) =>
  JSON.stringify({ services: [{ type: 'keyvalue', name: 'cache', ipAllowList: [], plan, ...more }] })

test('a larger plan leaves the persistence that the file declares', async () => {
  const it = bench()
  const persistence = { persistenceMode: 'snapshot' }
  await it.apply(file('free', persistence))
  expect(failures(await it.apply(file('standard', persistence)))).toEqual([])
  expect(lines((await it.plan(file('standard', persistence))).plan)).toEqual([])
})

test('a larger plan leaves the persistence that the file says nothing of', async () => {
  const it = bench()
  await it.apply(file('free', { persistenceMode: 'snapshot' }))
  await it.apply(file('standard'))
  expect(lines((await it.plan(file('standard', { persistenceMode: 'snapshot' }))).plan)).toEqual([])
})
