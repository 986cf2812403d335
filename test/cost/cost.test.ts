/** What plans cost, as the engine plans them; prices as the page of them has them. */
import { describe, expect, test } from 'vitest'
import { builtInPrices } from '../../src/cost/index.ts'
import { virtualClock } from '../../src/index.ts'
import { allKinds } from '../../src/kinds/index.ts'
import { service, services } from '../cli/stage.ts'
import { bench, errorsOf } from '../support/workspace.ts'

const web = (more = '', plan = 'starter') =>
  services(service('api', more)).replace('plan: starter', `plan: ${plan}`)
const cron =
  'services: [{ type: cron, name: job, runtime: node, schedule: 0 * * * *, buildCommand: a, startCommand: b, repo: https://github.com/acme/app }]'
const site =
  'services: [{ type: web, name: site, runtime: static, staticPublishPath: ., repo: https://github.com/acme/app }]'
const database = (more: string) => `databases: [{ name: main, ${more} }]`
const store = (plan: string) => `services: [{ type: keyvalue, name: cache, ipAllowList: [], plan: ${plan} }]`
const prune = 'x-render-sync: { prune: { kinds: [databases, services], scope: workspace } }\n'

const costOf = async (file: string, live?: string) => {
  const it = bench()
  if (live !== undefined) await it.apply(live)
  return (await it.plan(file, { wishes: { confirmDestructive: true, maxDeletes: 9 } })).plan.cost
}

describe('what changes', () => {
  test.each<
    [
      what: string,
      live: string | undefined,
      file: string,
      month: number,
      unknown?: string[],
      atLeast?: string[],
    ]
  >([
    ['a new web service', undefined, web(), 7],
    ['one of a larger plan', web(), web('', 'standard'), 18],
    ['the newer name of the same plan', web(), web('', '0.5c-512mb'), 0],
    ['a plan that has a newer name only', web(), web('', '2c-8g'), 128],
    ['three instances', web(), web('numInstances: 3'), 14],
    ['a new disk of 20 GB', web(), web('disk: { name: d, mountPath: /d, sizeGB: 20 }'), 5],
    [
      'scaling from two to five',
      web(),
      web('scaling: { minInstances: 2, maxInstances: 5, targetCPUPercent: 60 }'),
      7,
      [],
      ['service/api starter'],
    ],
    ['a service that is suspended', web(), web('x-render-sync: { suspended: true }'), -7],
    ['a free one', undefined, web('', 'free'), 0],
    ['a static site', undefined, site, 0],
    ['a cron job', undefined, cron, 1, [], ['service/job starter']],
    ['a database of 20 GB', undefined, database('plan: basic-1gb, diskSizeGB: 20'), 25],
    [
      'the same, 10 GB larger',
      database('plan: basic-1gb, diskSizeGB: 20'),
      database('plan: basic-1gb, diskSizeGB: 30'),
      3,
    ],
    ['a database that says no size', undefined, database('plan: basic-1gb'), 19, ['database/main storage']],
    ['one whose usual size was recorded', undefined, database('plan: basic-256mb'), 10.5],
    ['a free database', undefined, database('plan: free'), 0],
    [
      'a database of an unpriced plan',
      undefined,
      database('plan: 1c-2g, diskSizeGB: 10'),
      3,
      ['database/main 1c-2g'],
    ],
    [
      'a replica and a standby',
      database('plan: pro-4gb, diskSizeGB: 100'),
      database(
        'plan: pro-4gb, diskSizeGB: 100, readReplicas: [{ name: r }], highAvailability: { enabled: true }',
      ),
      0,
      ['database/main replica', 'database/main standby'],
    ],
    ['a key value', undefined, store('standard'), 20],
    ['one whose price is unknown', undefined, store('40g'), 0, ['keyvalue/cache 40g']],
    [
      'a database that goes',
      `${web()}databases: [{ name: main, plan: pro-4gb, diskSizeGB: 100 }]\n`,
      prune + web(),
      -85,
    ],
    ['nothing that has a price', undefined, 'envVarGroups: [{ name: g, envVars: [] }]', 0],
  ])('%s', async (_what, live, file, month, unknown = [], atLeast = []) => {
    const { difference, before, after } = await costOf(file, live)
    expect(difference).toEqual({ month, unknown, atLeast })
    expect(Math.round((after.month - before.month) * 100) / 100).toBe(month)
  })
})

test('each charge has its price, the day of it and where it is from', async () => {
  const { resources } = await costOf(web('disk: { name: d, mountPath: /d }'))
  expect(resources).toEqual([
    {
      address: 'service/api',
      before: [],
      after: [
        { item: 'plan', plan: 'starter', count: 1, month: 7, source: 'S1', date: '2026-09-28' },
        { item: 'disk', count: 10, month: 2.5, source: 'S1', date: '2026-09-28' },
      ],
      difference: { month: 9.5, unknown: [], atLeast: [] },
    },
  ])
})

test('a plan is priced, or is one of these, whose price nobody has published', () => {
  const unpriced = allKinds.flatMap(({ name, fields, bills }) => {
    const words = bills ? ((fields.plan?.codec.schema.enum ?? []) as readonly string[]) : []
    const rows = builtInPrices.rows.filter(({ kinds, item }) => kinds.includes(name) && item === 'plan')
    return words.flatMap((word) => {
      const row = rows.find(({ plans }) => plans === undefined || plans.includes(word))
      const isRetired = fields.plan?.codec.retired?.(fields.plan.codec.toApi(word)) !== undefined
      return row?.month === undefined && !isRetired ? [`${name} ${word}`] : []
    })
  })
  expect(unpriced).toEqual(['postgres 1c-2g', 'keyValue pro ultra', 'keyValue 40g', 'keyValue 50g'])
})

test('no price is of an unknown source, or of a name that no plan has', () => {
  const { rows, sources } = builtInPrices
  const wrong = rows.flatMap(({ kinds, plans = [], source }) => [
    ...(source in sources ? [] : [source]),
    ...kinds.flatMap((name) => {
      const words = allKinds.find((kind) => kind.name === name)?.fields.plan?.codec.schema.enum ?? []
      return plans.filter((plan) => !words.includes(plan)).map((plan) => `${name} ${plan}`)
    }),
  ])
  expect(wrong).toEqual([])
})

test.each([
  ['2027-02-24', false],
  ['2027-02-25', true],
])('on %s it is %s that the prices are old', async (day, isStale) => {
  const it = bench({ clock: virtualClock(Date.parse(`${day}T00:00:00Z`)) })
  expect((await it.plan(web())).plan.cost.isStale).toBe(isStale)
})

describe('--max-cost-increase', () => {
  const refused = async (file: string, maxCostIncrease: number) =>
    errorsOf(await bench().plan(file, { wishes: { maxCostIncrease } })).map(
      ({ code, message }) => `${code}: ${message}`,
    )

  test.each([
    ['below it', web('', 'standard'), 25, []],
    [
      'above it',
      web('', 'standard'),
      24.99,
      ['cost-increase: this would cost $25.00 a month more; at most $24.99 are allowed'],
    ],
    [
      'by use, which counts at its least',
      cron,
      0,
      [
        'cost-increase: this would cost $1.00 a month more, and service/job starter by use; at most $0.00 are allowed',
      ],
    ],
    ['by use, within it', cron, 1, []],
    [
      'what nobody knows',
      database('plan: 1c-2g, diskSizeGB: 1'),
      1000,
      [
        'cost-increase: what this costs is unknown, and so may be more than $1000.00 a month: database/main 1c-2g',
      ],
    ],
  ])('%s', async (_what, file, most, expected) => {
    expect(await refused(file, most)).toEqual(expected)
  })
})
