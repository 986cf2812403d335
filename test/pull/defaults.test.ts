/** What Render makes up by itself, a pull leaves out or says as it has to be given. */
import { expect, test } from 'vitest'
import { bench, failures, lines } from '../support/workspace.ts'
import { pulled } from './round-trip.ts'

test.each([
  ['free', undefined, undefined],
  ['starter', undefined, undefined],
  ['starter', 'journal-snapshot', undefined],
  ['starter', 'off', '"off"'],
])('persistence on the plan %s: %s', async (plan, given, said) => {
  const it = bench()
  const store = { type: 'keyvalue', name: 'cache', plan, ipAllowList: [], persistenceMode: given }
  expect(failures(await it.apply(JSON.stringify({ services: [store] })))).toEqual([])
  const { text } = await pulled(it)
  expect(/persistenceMode: (.*)/.exec(text)?.[1]).toBe(said)
  expect(lines((await it.plan(text)).plan)).toEqual([])
})

test.each([
  [{}, []],
  [{ databaseName: 'orders' }, ['databaseName: orders']],
  [{ databaseName: 'shop_db' }, []],
  [{ user: 'owner' }, ['user: owner']],
  [{ databaseName: 'orders', user: 'orders_user' }, ['databaseName: orders', 'user: orders_user']],
])('names of a database: %j', async (given, said) => {
  const it = bench()
  const file = JSON.stringify({ databases: [{ name: 'shop-db', ...given }] })
  expect(failures(await it.apply(file))).toEqual([])
  const { text } = await pulled(it)
  const names = text.split('\n').map((line) => line.trim())
  expect(names.filter((line) => /^(databaseName|user):/.test(line))).toEqual(said)
  expect(lines((await it.plan(text)).plan)).toEqual([])
})
