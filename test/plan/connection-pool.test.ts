/** References to the connection string of a pool, which a database has only while it has the pool. */
import { describe, expect, test } from 'vitest'
import { bench, failures, lines } from '../support/workspace.ts'

const service = (name: string, envVars: readonly object[]) => ({
  type: 'worker',
  name,
  runtime: 'docker',
  envVars,
})
const pooled = { key: 'POOL', fromDatabase: { name: 'main', property: 'connectionPoolString' } }
const chained = { key: 'POOL_TOO', fromService: { type: 'worker', name: 'api', envVarKey: 'POOL' } }

/** A database with a pool, with none, or silent about it; and services that take its string, or none. */
const file = (connectionPool: string | undefined, refers: boolean) =>
  JSON.stringify({
    databases: [{ name: 'main', plan: 'pro-4gb', ...(connectionPool && { connectionPool }) }],
    services: [service('jobs', refers ? [chained] : []), service('api', refers ? [pooled] : [])],
  })

const problems = async (text: string, before?: string) => {
  const it = bench()
  if (before !== undefined) expect(failures(await it.apply(before))).toEqual([])
  const { plan } = await it.plan(text)
  return plan.problems.map(({ code, message, todo }) => `${code}: ${message}. ${todo}`)
}

describe('with a pool', () => {
  test.each([
    ['that comes with the database', undefined],
    ['that the database gets now', file(undefined, false)],
    ['that was there before the references', file('pgbouncer', false)],
  ])('%s: it settles in one apply', async (_title, before) => {
    const it = bench()
    if (before !== undefined) expect(failures(await it.apply(before))).toEqual([])
    const text = file('pgbouncer', true)
    expect(failures(await it.apply(text))).toEqual([])
    expect(lines((await it.plan(text)).plan)).toEqual([])
    const values = it.sent.flatMap(({ body }) => (body as { value?: string } | undefined)?.value ?? [])
    expect(values.filter((value) => !value.includes('-pooler/'))).toEqual([])
  })

  test('and a file that says nothing of it', async () => {
    expect(await problems(file(undefined, true), file('pgbouncer', false))).toEqual([])
  })
})

describe('without a pool the plan refuses', () => {
  const refusal =
    'reference-property: database/main has no connectionPoolString, which service/api refers to as POOL. It has one with connectionPool: pgbouncer only.'

  test.each([
    ['a new database that says nothing', undefined, undefined],
    ['a new database that wants none', 'none', undefined],
    ['a database that has none', undefined, file(undefined, false)],
    ['a database that loses its pool', 'none', file('pgbouncer', true)],
  ])('%s', async (_title, pool, before) => {
    expect(await problems(file(pool, true), before)).toEqual([refusal])
  })
})
