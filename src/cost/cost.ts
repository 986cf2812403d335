/** What a plan costs a month. Pure. */
import { type Address, readable } from '../address.ts'
import type { Change } from '../change.ts'
import type { AnyKind, Bill } from '../rows/index.ts'
import { isStale, type PriceSource, type Prices, rowFor } from './prices.ts'
import { billsAfter, billsBefore } from './sides.ts'

/** One thing that is billed. */
export interface Charge {
  readonly item: Bill['item']
  /** The plan of an instance, as files spell it. */
  readonly plan?: string
  /** How many of it, where that is known. */
  readonly count?: number
  /** US dollars a month for all of them; absent: unknown. */
  readonly month?: number
  /** It is billed by use, at the price that is said, or there may be more of it: `month` is the least. */
  readonly usage?: string
  /** Where the price is from, by the key of its table, and the day of it. */
  readonly source?: string
  readonly date?: string
}

/** An amount in US dollars a month, and what is not in it. */
export interface Amount {
  readonly month: number
  /** Whatever nobody knows the price of: `database/main replica`. */
  readonly unknown: readonly string[]
  /** What costs this at least. */
  readonly atLeast: readonly string[]
}

export interface ResourceCost {
  readonly address: Address
  readonly before: readonly Charge[]
  readonly after: readonly Charge[]
  readonly difference: Amount
}

export interface Cost {
  readonly asOf: string
  /** Whether the prices are older than anybody should trust. */
  readonly isStale: boolean
  /** All that the plan is about, as it is now and as it is going to be. */
  readonly before: Amount
  readonly after: Amount
  readonly difference: Amount
  /** Those whose cost changes, or may. */
  readonly resources: readonly ResourceCost[]
  /** Where their prices are from. */
  readonly sources: Readonly<Record<string, PriceSource>>
}

/** `now`: milliseconds since the epoch, for the age of the prices. */
export const costOf = (changes: readonly Change[], prices: Prices, now: number): Cost => {
  const all = changes.map((change) => resourceCost(change, prices))
  const sides = (side: 'before' | 'after') =>
    amountOf(all.flatMap((one) => one[side].map((charge) => ({ charge, address: one.address, times: 1 }))))
  const resources = all.filter(({ difference }) => isSome(difference))
  return {
    asOf: prices.asOf,
    isStale: isStale(prices, now),
    before: sides('before'),
    after: sides('after'),
    difference: summed(all.map(({ difference }) => difference)),
    resources,
    sources: sourcesOf(resources, prices),
  }
}

const sourcesOf = (resources: readonly ResourceCost[], { sources }: Prices): Cost['sources'] => {
  const used = new Set(
    resources.flatMap(({ before, after }) => [...before, ...after].map(({ source }) => source)),
  )
  return Object.fromEntries(Object.entries(sources).filter(([key]) => used.has(key)))
}

const isSome = ({ month, unknown, atLeast }: Amount): boolean =>
  month !== 0 || unknown.length > 0 || atLeast.length > 0

const resourceCost = (change: Change, prices: Prices): ResourceCost => {
  const { address } = change
  const chargesOf = (kind: AnyKind, bills: readonly Bill[]) =>
    bills.map((bill) => chargeOf(bill, kind, prices))
  const liveKind = change.action === 'create' ? change.kind : change.live.kind
  const before = chargesOf(liveKind, billsBefore(change))
  const after = chargesOf(change.kind, billsAfter(change))
  const isIn = (charge: Charge, others: readonly Charge[]) => others.some((other) => isSame(charge, other))
  const difference = amountOf([
    ...before
      .filter((charge) => !isIn(charge, after))
      .map((charge) => ({ charge, address, times: -1 as const })),
    ...after
      .filter((charge) => !isIn(charge, before))
      .map((charge) => ({ charge, address, times: 1 as const })),
  ])
  return { address, before, after, difference }
}

const isSame = (one: Charge, other: Charge): boolean =>
  one.item === other.item && one.plan === other.plan && one.count === other.count && one.usage === other.usage

const chargeOf = (bill: Bill, kind: AnyKind, prices: Prices): Charge => {
  const { item, plan, count, atLeast } = bill
  const row = rowFor(prices, kind, bill)
  const usage = row?.usage ?? (atLeast ? 'more when it scales' : undefined)
  return {
    item,
    ...(plan !== undefined && { plan: spelledPlan(kind, plan) }),
    ...(count !== undefined && { count }),
    ...(row?.month !== undefined && count !== undefined && { month: cents(row.month * count) }),
    ...(usage !== undefined && { usage }),
    ...(row && { source: row.source, date: prices.sources[row.source]?.date ?? prices.asOf }),
  }
}

const spelledPlan = ({ fields }: AnyKind, plan: string): string =>
  String(fields.plan?.codec.toFile(plan) ?? plan)

const cents = (dollars: number): number => Math.round(dollars * 100) / 100

interface Counted {
  readonly charge: Charge
  readonly address: Address
  readonly times: 1 | -1
}

const amountOf = (all: readonly Counted[]): Amount => {
  const named = (is: (charge: Charge) => boolean) => [
    ...new Set(all.filter(({ charge }) => is(charge)).map(({ charge, address }) => nameOf(charge, address))),
  ]
  return {
    month: cents(all.reduce((sum, { charge, times }) => sum + times * (charge.month ?? 0), 0)),
    unknown: named(({ month }) => month === undefined),
    atLeast: named(({ month, usage }) => month !== undefined && usage !== undefined),
  }
}

const nameOf = ({ item, plan }: Charge, address: Address): string =>
  `${readable(address)} ${item === 'plan' ? (plan ?? 'instance') : item}`

const summed = (amounts: readonly Amount[]): Amount => ({
  month: cents(amounts.reduce((sum, { month }) => sum + month, 0)),
  unknown: amounts.flatMap(({ unknown }) => unknown),
  atLeast: amounts.flatMap(({ atLeast }) => atLeast),
})
