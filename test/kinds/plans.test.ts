/** Plans have two names, and some that no new resource gets. */
import { describe, expect, test } from 'vitest'
import { load } from '../../src/index.ts'
import { kinds } from '../../src/kinds/index.ts'
import { same } from '../../src/rows/codec.ts'
import { api, has } from '../facts/tables.ts'
import { bench, failures, lines } from '../support/workspace.ts'
import { fileOf, formsOf } from './forms.ts'

const pairs = {
  webService: [
    'starter 0.5c-512mb',
    'standard 1c-2g',
    'pro 2c-4g',
    'pro_plus 4c-8g',
    'pro_max 4c-16g',
    'pro_ultra 8c-32g',
  ],
  cronJob: [
    'starter 0.5c-512mb',
    'standard 1c-2g',
    'pro 2c-4g',
    'pro_plus 4c-8g',
    'pro_max 4c-16g',
    'pro_ultra 8c-32g',
  ],
  keyValue: ['starter 256mb', 'standard 1g', 'pro 5g', 'pro_plus 10g', 'pro_max 20g', 'pro_ultra 40g'],
  postgres: [
    'basic_256mb 0.1c-256mb',
    'basic_1gb 0.5c-1g',
    'basic_4gb 2c-4g',
    'pro_4gb 1c-4g',
    'pro_8gb 2c-8g',
    'pro_16gb 4c-16g',
    'pro_32gb 8c-32g',
    'pro_64gb 16c-64g',
    'pro_128gb 32c-128g',
    'pro_192gb 48c-192g',
    'pro_256gb 64c-256g',
    'pro_384gb 96c-384g',
    'pro_512gb 128c-512g',
    'accelerated_16gb 2c-16g',
    'accelerated_32gb 4c-32g',
    'accelerated_64gb 8c-64g',
    'accelerated_128gb 16c-128g',
    'accelerated_256gb 32c-256g',
    'accelerated_384gb 48c-384g',
    'accelerated_512gb 64c-512g',
    'accelerated_768gb 96c-768g',
    'accelerated_1024gb 128c-1024g',
  ],
} as const

type Name = keyof typeof pairs
const codecOf = (kind: Name) => kinds[kind].fields.plan.codec

describe.each(Object.keys(pairs) as Name[])('plans of a %s', (kind) => {
  const codec = codecOf(kind)
  const names = pairs[kind].map((pair) => pair.split(' '))

  test.each(names)('%s and %s are the same, whichever side has which', (old = '', now = '') => {
    expect(same(codec, codec.toApi(now), old)).toBe(true)
    expect(same(codec, codec.toApi(now), now)).toBe(true)
    expect(same(codec, old, now)).toBe(true)
    expect(same(codec, now, old)).toBe(true)
  })

  test('no two others are', () => {
    const all = (codec.schema.enum ?? []).map((word) => codec.toApi(String(word)))
    const known = new Set(all)
    for (const one of known) expect([...known].filter((other) => same(codec, one, other))).toEqual([one])
  })

  test('what the API answers comes back as a word that means it', () => {
    const shape = {
      webService: 'plan',
      cronJob: 'paidPlan',
      keyValue: 'keyValuePlan',
      postgres: 'postgres.plan',
    }[kind]
    const type = api.shapes[shape]
    const words = has(type, '$open') ? type.$open.map(String) : []
    expect(words.length).toBeGreaterThan(10)
    for (const word of words) expect(same(codec, codec.toApi(codec.toFile(word)), word)).toBe(true)
  })
})

test('a key value takes 3g and 50g', () => {
  for (const plan of ['3g', '50g']) {
    const text = JSON.stringify({ services: [{ type: 'keyvalue', name: 'cache', ipAllowList: [], plan }] })
    const { desired, problems } = load([{ name: 'render.yaml', text }])
    expect(problems).toEqual([])
    expect(desired.resources.get('keyvalue/cache')?.values.plan).toBe(plan)
  }
})

describe.each(['old', 'new', 'as-sent'] as const)('with plans answered under names: %s', (planNames) => {
  test.each([
    ['webService', 'standard', '1c-2g'],
    ['cronJob', 'pro plus', '4c-8g'],
    ['keyValue', 'pro plus', '10g'],
    ['keyValue', '20g', 'pro max'],
    ['postgres', 'accelerated-16gb', '2c-16g'],
  ] as const)('a %s on %s is none on another plan for %s', async (name, older, newer) => {
    const kind = kinds[name]
    const [{ base } = { base: {} }] = formsOf(kind)
    const text = (plan: string) => fileOf(kind, { name: 'one', ...base, plan })
    for (const [first, second] of [
      [older, newer],
      [newer, older],
    ] as const) {
      const it = bench({ planNames })
      expect(failures(await it.apply(text(first)))).toEqual([])
      for (const plan of [first, second]) expect(lines((await it.plan(text(plan))).plan)).toEqual([])
    }
  })

  test.each(['2c-8g', '12c-96g'])('a service on %s settles', async (plan) => {
    const it = bench({ planNames })
    const text = JSON.stringify({ services: [{ type: 'web', name: 'one', runtime: 'docker', plan }] })
    expect(failures(await it.apply(text))).toEqual([])
    expect(lines((await it.plan(text)).plan)).toEqual([])
  })
})
