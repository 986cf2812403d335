/** Who plans has another API key than who applies. */
import { expect, test } from 'vitest'
import type { EmulatorOptions } from '../../src/emulator/index.ts'
import { digestOfSaved } from '../../src/index.ts'
import { bench, failures, lines } from '../support/workspace.ts'
import { again, carryOut, keep, verdict } from './keeping.ts'

const file = (level: string, plan: string) => `
services:
  - type: web
    name: api
    runtime: docker
    plan: ${plan}
    envVars:
      - { key: LEVEL, value: ${level} }
      - { key: DB, fromDatabase: { name: main, property: connectionString } }
databases:
  - { name: main, plan: basic-256mb }
`
const live = file('info', 'starter')
const wanted = file('debug', 'standard')

const keys: EmulatorOptions['keys'] = [
  { name: 'other', levels: { all: 'write' } },
  { name: 'reader', levels: { all: 'read' } },
  { name: 'blind', levels: { all: 'write', 'env-vars': 'none' } },
]

const workspace = async () => {
  const it = bench({ keys })
  expect(failures(await it.apply(live))).toEqual([])
  const client = (name: string) => it.clientWith(it.emulator.keys[name] ?? '')
  return { it, client }
}

test('the digest is the same for every key, and an apply takes any', async () => {
  const { it, client } = await workspace()
  const mine = await keep(it, wanted)
  const theirs = await keep(it, wanted, { client: client('reader') })
  expect(digestOfSaved(theirs)).toBe(digestOfSaved(mine))
  expect(failures(await carryOut(it, theirs, { client: client('other') }))).toEqual([])
  expect(lines((await it.plan(wanted)).plan)).toEqual([])
})

test('times, costs and notes are in no digest', async () => {
  const { it } = await workspace()
  const first = await keep(it, wanted)
  await it.clock.sleep(3_600_000)
  const then = await keep(it, wanted)
  expect(digestOfSaved(then)).toBe(digestOfSaved(first))
})

test('what the saved plan did not observe is left alone and named, although this key sees it', async () => {
  const { it, client } = await workspace()
  const saved = await keep(it, wanted, { client: client('blind') })
  expect(saved.rests.unobserved.map(({ address }) => address)).toEqual(['service/api/env'])
  const { plan } = await again(it, saved)
  expect(plan.unobserved).toEqual([expect.objectContaining({ address: 'service/api/env', unseenBy: 'plan' })])
  expect(plan.blocked).toEqual([])
  expect(failures(await carryOut(it, saved))).toEqual([])
  expect(lines((await it.plan(wanted)).plan)).toEqual([
    'update service/api (deploys)',
    '  update service/api/env/LEVEL',
  ])
  expect(await verdict(it, saved)).toBe('done')
})

test('a key that sees less than the plan rests on applies nothing', async () => {
  const { it, client } = await workspace()
  const saved = await keep(it, wanted)
  const said = await verdict(it, saved, { client: client('blind') })
  expect(said).toMatch(
    /^unobserved-area: the saved plan rests on service\/api\/env, and this key may not read it/,
  )
})

test('of a list that the plan did not observe nothing is planned, whatever is in it', async () => {
  const it = bench({ keys: [{ name: 'blind', levels: { all: 'write', postgres: 'none' } }] })
  const declared = (plan: string) =>
    `${file('info', plan).replace(/ +- .*fromDatabase.*\n/, '')}  - { name: more }\n`
  await it.apply(live)
  const saved = await keep(it, declared('standard'), { client: it.clientWith(it.emulator.keys.blind ?? '') })
  expect(saved.rests.unobserved.map(({ address }) => address)).toContain('database/*')
  const { plan } = await again(it, saved)
  expect(lines(plan)).toEqual(['update service/api', '  plan'])
})
