import { expect, test } from 'vitest'
import { ProblemsError, readPrices } from '../../src/index.ts'
import { service, services } from '../cli/stage.ts'
import { bench } from '../support/workspace.ts'

const read = (text: string) => readPrices({ name: 'prices.yaml', text })

const wrong = (text: string): readonly string[] => {
  try {
    read(text)
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    return error.problems.map(({ code, at }) => `${code} ${at?.line}:${at?.column}`)
  }
  return []
}

test("prices of one's own win over those built in, by either name of a plan, and leave the others", async () => {
  const prices = read(`
asOf: 2026-11-20
prices:
  - { kind: webService, plan: 1c-2g, month: 20 }
  - { kind: webService, item: disk, month: 1 }
`)
  const file = services(
    service('api', 'disk: { name: d, mountPath: /d, sizeGB: 10 }'),
    service('jobs'),
  ).replace('plan: starter', 'plan: standard')
  const { cost } = (await bench().plan(file, { wishes: { prices } })).plan
  expect(cost.difference.month).toBe(20 + 10 + 7)
  expect(cost.asOf).toBe('2026-11-20')
  expect(cost.resources[0]?.after[0]).toMatchObject({ month: 20, source: 'prices.yaml', date: '2026-11-20' })
})

test('a price may be unknown, or by use', async () => {
  const prices = read(
    '{"asOf": "2026-11-20", "prices": [{"kind": "webService", "plan": "starter"}, {"kind": "cronJob", "month": 2, "usage": "by the run"}]}',
  )
  const { cost } = (await bench().plan(services(service('api')), { wishes: { prices } })).plan
  expect(cost.difference).toEqual({ month: 0, unknown: ['service/api starter'], atLeast: [] })
})

test.each([
  ['no mapping', '- a', ['wrong-type 1:1']],
  ['no list', 'asOf: 2026-11-20', ['wrong-type 1:1']],
  ['no day', 'prices: []', ['wrong-value 1:1']],
  ['a day that is none', 'asOf: soon\nprices: []', ['wrong-value 1:7']],
  ['an unknown key', 'asOf: 2026-11-20\nprices: []\ncurrency: EUR', ['unknown-key 3:1']],
  [
    'rows that are wrong',
    'asOf: 2026-11-20\nprices:\n  - a\n  - { kind: web, month: 1 }\n  - { kind: webService, moth: 1 }\n  - { kind: webService, month: -1, item: cpu }',
    ['wrong-type 3:5', 'wrong-value 4:13', 'unknown-key 5:25', 'wrong-value 6:32', 'wrong-value 6:42'],
  ],
])('%s', (_what, text, problems) => {
  expect(wrong(text)).toEqual(problems)
})
