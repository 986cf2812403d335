/** A plan is a value that anybody may print. */
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { fingerprintOf } from '../../src/index.ts'
import { bench } from '../support/workspace.ts'

const file = (level: string) =>
  JSON.stringify({
    services: [
      {
        type: 'web',
        name: 'api',
        runtime: 'image',
        image: { url: 'nginx' },
        envVars: [
          { key: 'DB', fromDatabase: { name: 'main', property: 'connectionString' } },
          { key: 'CACHE', fromService: { type: 'keyvalue', name: 'cache', property: 'connectionString' } },
          { key: 'LEVEL', value: level },
          { key: 'SALT', generateValue: true },
          { fromGroup: 'shared' },
        ],
      },
      { type: 'keyvalue', name: 'cache', ipAllowList: [] },
    ],
    databases: [{ name: 'main' }],
    envVarGroups: [
      {
        name: 'shared',
        envVars: [
          { key: 'A', value: `group-${level}` },
          { key: 'B', generateValue: true },
        ],
      },
    ],
  })

test('no way of printing a plan shows a live value', async () => {
  const it = bench()
  await it.apply(file('live-level-value'))
  const { plan } = await it.plan(file('new'))
  const printed = JSON.stringify(plan) + inspect(plan, { depth: 20, showHidden: true })
  const state = JSON.stringify(it.emulator.state())
  const passwords = [...state.matchAll(/"password":"([^"]+)"/g)].map(([, password]) => password ?? '')
  const generated = [...state.matchAll(/"value":"([A-Za-z0-9+/]{43}=)"/g)].map(([, value]) => value ?? '')
  expect(passwords.length).toBeGreaterThan(0)
  expect(generated.length).toBeGreaterThan(1)
  for (const value of [...passwords, ...generated, 'live-level-value']) expect(printed).not.toContain(value)
})

test('the fingerprint changes with a hidden value, and with nothing else', async () => {
  const it = bench()
  await it.apply(file('one'))
  const first = fingerprintOf((await it.plan(file('same'))).plan)
  expect(fingerprintOf((await it.plan(file('same'))).plan)).toBe(first)
  await it.apply(file('two'))
  expect(fingerprintOf((await it.plan(file('same'))).plan)).not.toBe(first)
})
