/** A table of prices, and what it says of one thing. */
import type { AnyKind, Bill } from '../rows/index.ts'

/** Where a price was found. */
export interface PriceSource {
  /** The day of it, as `YYYY-MM-DD`. */
  readonly date: string
  readonly address?: string
  /** It is no page of Render's. */
  readonly secondHand?: true
}

/** What one thing costs, for some kinds alike. */
export interface PriceRow {
  /** Names of kinds, as plans have them in `type`. */
  readonly kinds: readonly string[]
  readonly item: Bill['item']
  /** Names of plans as files spell them. Absent: whatever the plan is. */
  readonly plans?: readonly string[]
  /** US dollars a month. Absent: it is known that nobody knows. */
  readonly month?: number
  /** It is billed by use: what that costs, and `month` is the least. */
  readonly usage?: string
  /** A key of the table's sources. */
  readonly source: string
}

export interface Prices {
  /** The day on which the table was last held against its sources, as `YYYY-MM-DD`. */
  readonly asOf: string
  readonly sources: Readonly<Record<string, PriceSource>>
  /** The first that is about a thing says what it costs. */
  readonly rows: readonly PriceRow[]
}

/** The row that says what a bill costs; undefined: none does. */
export const rowFor = ({ rows }: Prices, kind: AnyKind, { item, plan }: Bill): PriceRow | undefined =>
  rows.find(
    (row) =>
      row.kinds.includes(kind.name) &&
      row.item === item &&
      (row.plans === undefined || (plan !== undefined && row.plans.some((name) => isPlan(kind, name, plan)))),
  )

/** Whether a name of the file is that of a plan of the API: most have two. */
const isPlan = (kind: AnyKind, name: string, plan: string): boolean =>
  kind.fields.plan?.codec.toApi(name) === kind.fields.plan?.codec.toApi(plan)

/** A day is 24 hours: prices are looked up once in a quarter. */
const oldest = 90

/** Whether a table is older than anybody should trust. `now`: milliseconds since the epoch. */
export const isStale = ({ asOf }: Pick<Prices, 'asOf'>, now: number): boolean =>
  now - Date.parse(asOf) > oldest * 86_400_000
