/** A saved plan holds whatever changes what is planned or refused. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hows } from '../../cli/flags/index.ts'
import { verbs } from '../../cli/verbs/index.ts'
import type { SavedPlan } from '../../src/index.ts'
import { type Stage, service, services, stage } from '../cli/stage.ts'

const flagsOf = (verb: string) => verbs.find(({ name }) => name === verb)?.flags ?? []

/** What of `plan` is about what it prints and writes. */
const printing = [
  '--format',
  '--json',
  '--out',
  '--detailed-exitcode',
  '--max-length',
  '--whole-url',
  '--base',
]
const inputs = flagsOf('plan').filter((flag) => !hows.includes(flag) && !printing.includes(flag.long ?? ''))

/** A value for each flag that takes one. */
const values: Readonly<Record<string, string>> = {
  '--target': 'service/api',
  '--exclude': 'service/jobs',
  '--environment': 'shop/production',
  '--allow-missing': 'api/TOKEN',
  '--write-secret': 'api/TOKEN',
  '--repo': 'https://github.com/acme/other',
  '--prune': 'envVars',
  '--prune-scope': 'workspace',
  '--max-deletes': '40%',
  '--allow-replace': 'service/api',
  '--prices': 'prices.yaml',
  '--max-cost-increase': '50',
}

const file = `${services(
  service('api', 'envVars:\n  - key: TOKEN\n    sync: false'),
  service('jobs'),
)}projects:\n  - name: shop\n    environments: [{ name: production }]\n`

const inputsWith = async (it: Stage, ...args: readonly string[]) => {
  await it.cli(['plan', '--out', 'plan.json', ...args])
  const saved: SavedPlan = JSON.parse(readFileSync(join(it.folder, 'plan.json'), 'utf8'))
  return saved.inputs
}

test('every flag that is an input of a plan is in the saved one', async () => {
  const it = await stage({ file })
  it.write('prices.yaml', 'asOf: 2026-11-26\nprices: [{ kind: webService, plan: starter, month: 8 }]')
  const plain = await inputsWith(it)
  for (const { long = '', required } of inputs) {
    const given = required ? [long, values[long] ?? ''] : [long]
    expect([long, await inputsWith(it, ...given)]).not.toEqual([long, plain])
  }
})

test('what an apply takes besides says how it runs', () => {
  const names = (verb: string) => flagsOf(verb).map(({ long }) => long)
  const more = flagsOf('apply')
    .filter((flag) => !hows.includes(flag))
    .map(({ long }) => long)
  expect(more.filter((name) => !names('plan').includes(name))).toEqual([])
})

describe('each of them is an error beside a saved plan', () => {
  const all = flagsOf('apply').filter((flag) => !hows.includes(flag))
  test.each(all.map(({ long = '', required }) => [long, required] as const))('%s', async (long, required) => {
    const it = await stage({ file: services(service('api')) })
    await it.cli(['plan', '--out', 'plan.json'])
    const given = required ? [long, values[long] ?? ''] : [long]
    const { code, stderr } = await it.cli(['apply', 'plan.json', '--auto-approve', ...given])
    expect([code, stderr]).toEqual([1, expect.stringContaining(`a saved plan has its own ${long}`)])
  })
})
