/** A saved plan that replaces a database, and whose apply does not get to the end of it. */
import { expect, test } from 'vitest'
import { bench, failures, lines } from '../support/workspace.ts'
import { again, carryOut, keep } from './keeping.ts'

const file = (region: string) =>
  JSON.stringify({
    services: [
      {
        type: 'web',
        name: 'api',
        runtime: 'docker',
        plan: 'starter',
        envVars: [{ key: 'DB', fromDatabase: { name: 'main', property: 'connectionString' } }],
      },
    ],
    databases: [{ name: 'main', region }],
  })

test('the same plan deletes what was replaced by an apply that was stopped before that', async () => {
  let isRefused = true
  const it = bench({
    intercept: ({ method, path }) => isRefused && method === 'DELETE' && path.startsWith('/postgres') && 402,
  })
  expect(failures(await it.apply(file('oregon')))).toEqual([])
  const wishes = { allowReplace: ['database/main'], confirmDestructive: true }
  const saved = await keep(it, file('ohio'), { wishes })
  expect(failures(await carryOut(it, saved))).toHaveLength(1)
  isRefused = false
  expect(failures(await carryOut(it, saved))).toEqual([])
  expect(
    it.emulator.requests().filter(({ method, path }) => method === 'DELETE' && path.includes('postgres')),
  ).toHaveLength(1)
  expect(lines((await again(it, saved)).plan)).toEqual([])
})
