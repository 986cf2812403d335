/** Render makes up names inside a database, or adds to them: a pull says what would give them again. */
import { expect, test } from 'vitest'
import { bench, failures, lines } from '../support/workspace.ts'
import { pulled } from './round-trip.ts'

test.each([
  [{}, []],
  [{ databaseName: 'orders' }, ['databaseName: orders']],
  [{ databaseName: 'shop_db' }, []],
  [{ user: 'owner' }, ['user: owner']],
  [{ databaseName: 'orders', user: 'orders_user' }, ['databaseName: orders', 'user: orders_user']],
])('%j', async (given, said) => {
  const it = bench()
  const file = JSON.stringify({ databases: [{ name: 'shop-db', ...given }] })
  expect(failures(await it.apply(file))).toEqual([])
  const { text } = await pulled(it)
  const names = text.split('\n').map((line) => line.trim())
  expect(names.filter((line) => /^(databaseName|user):/.test(line))).toEqual(said)
  expect(lines((await it.plan(text)).plan)).toEqual([])
})
