/**
 * Render's prices as far as stored copies go, in US dollars for a full month; the same in all regions. What is not in here has been found
 * nowhere, and is unknown. An older name of a plan and its newer one stand in one row: they cost the same.
 */
import type { PriceRow, PriceSource, Prices } from './prices.ts'

/** `secondHand`: pages of others, which name Render's own. The date of `S2` is the earliest that it can be. */
const sources = {
  S1: { date: '2026-09-28', secondHand: true },
  S2: { date: '2026-04-23', address: 'https://render.com/pricing.md' },
  S4: { date: '2026-10-01', address: 'https://render.com/blog/lower-prices-for-key-value-services' },
  S5: { date: '2026-10-01', secondHand: true },
} as const satisfies Record<string, PriceSource>

type Row = readonly [plans: readonly string[], price: number | undefined, source: keyof typeof sources]

const monthly =
  (...kinds: readonly string[]) =>
  ([plans, month, source]: Row): PriceRow => ({
    kinds,
    item: 'plan',
    plans,
    ...(month !== undefined && { month }),
    source,
  })

/** A minute while it runs, and at least a dollar a month. */
const byTheMinute = ([plans, minute, source]: Row): PriceRow => ({
  kinds: ['cronJob'],
  item: 'plan',
  plans,
  month: 1,
  usage: `$${minute} a minute`,
  source,
})

const servers = ['webService', 'privateService', 'backgroundWorker']

const instances: readonly Row[] = [
  [['free'], 0, 'S1'],
  [['starter', '0.5c-512mb'], 7, 'S1'],
  [['standard', '1c-2g'], 25, 'S1'],
  [['pro', '2c-4g'], 85, 'S1'],
  [['2c-8g'], 135, 'S1'],
  [['2c-16g'], 200, 'S1'],
  [['pro plus', '4c-8g'], 175, 'S1'],
  [['pro max', '4c-16g'], 225, 'S1'],
  [['4c-32g'], 350, 'S1'],
  [['8c-16g'], 300, 'S1'],
  [['pro ultra', '8c-32g'], 450, 'S1'],
  [['8c-64g'], 1000, 'S1'],
  [['12c-24g'], 450, 'S1'],
  [['12c-48g'], 800, 'S1'],
  [['12c-96g'], 1500, 'S1'],
]

const runs: readonly Row[] = [
  [['starter', '0.5c-512mb'], 0.00016, 'S1'],
  [['standard', '1c-2g'], 0.00058, 'S2'],
  [['pro', '2c-4g'], 0.00197, 'S2'],
  [['pro plus', '4c-8g'], 0.00405, 'S1'],
  [['8c-64g'], 0.02315, 'S1'],
]

/** Which newer name goes with which older one is told by CPU and memory. */
const databases: readonly Row[] = [
  [['free'], 0, 'S2'],
  [['basic-256mb', '0.1c-256mb'], 6, 'S2'],
  [['basic-1gb', '0.5c-1g'], 19, 'S2'],
  [['basic-4gb', '2c-4g'], 75, 'S2'],
  [['pro-4gb', '1c-4g'], 55, 'S2'],
  [['pro-8gb', '2c-8g'], 100, 'S2'],
  [['pro-16gb', '4c-16g'], 200, 'S2'],
  [['pro-32gb', '8c-32g'], 400, 'S2'],
  [['pro-64gb', '16c-64g'], 800, 'S2'],
  [['pro-128gb', '32c-128g'], 1700, 'S2'],
  [['pro-192gb', '48c-192g'], 2500, 'S2'],
  [['pro-256gb', '64c-256g'], 3000, 'S2'],
  [['pro-384gb', '96c-384g'], 4600, 'S2'],
  [['pro-512gb', '128c-512g'], 6200, 'S2'],
  [['accelerated-16gb', '2c-16g'], 160, 'S2'],
  [['accelerated-32gb', '4c-32g'], 350, 'S2'],
  [['accelerated-64gb', '8c-64g'], 750, 'S2'],
  [['accelerated-128gb', '16c-128g'], 1500, 'S2'],
  [['accelerated-256gb', '32c-256g'], 2500, 'S2'],
  [['accelerated-384gb', '48c-384g'], 4500, 'S2'],
  [['accelerated-512gb', '64c-512g'], 6000, 'S2'],
  [['accelerated-768gb', '96c-768g'], 9000, 'S2'],
  [['accelerated-1024gb', '128c-1024g'], 11000, 'S2'],
]

/** Since 1 October 2026, when all of 1 GB and more became cheaper. */
const keyValues: readonly Row[] = [
  [['free'], 0, 'S2'],
  [['starter', '256mb'], 10, 'S2'],
  [['standard', '1g'], 20, 'S5'],
  [['3g'], 60, 'S5'],
  [['pro', '5g'], 100, 'S5'],
  [['pro plus', '10g'], 200, 'S5'],
  [['pro max', '20g'], 350, 'S5'],
  [['pro ultra', '40g'], undefined, 'S2'],
  [['50g'], undefined, 'S4'],
]

export const builtIn: Prices = {
  asOf: '2026-11-26',
  sources,
  rows: [
    ...instances.map(monthly(...servers)),
    { kinds: servers, item: 'disk', month: 0.25, source: 'S1' },
    ...runs.map(byTheMinute),
    { kinds: ['cronJob'], item: 'plan', month: 1, usage: 'by the minute', source: 'S2' },
    ...databases.map(monthly('postgres')),
    { kinds: ['postgres'], item: 'storage', month: 0.3, source: 'S2' },
    ...keyValues.map(monthly('keyValue')),
    { kinds: ['workflow'], item: 'plan', month: 0, usage: 'by the hour of each run', source: 'S1' },
  ],
}

/** The built-in table, below the prices of somebody's own where there are any. */
export const pricesBelow = (own: Prices | undefined): Prices =>
  own
    ? { asOf: own.asOf, sources: { ...sources, ...own.sources }, rows: [...own.rows, ...builtIn.rows] }
    : builtIn
