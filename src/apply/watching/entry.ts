/** One that is waited for, with all that is known of it by now. */
import type { Readiness } from '../../rows/index.ts'
import type { Watchlist } from './lists.ts'
import type { Watched } from './scene.ts'

/** What one change waits for. Times are in milliseconds, moments since the epoch. */
export interface Watch<Answer> {
  /** Of the resource, as its list has it. */
  readonly id: string
  readonly list?: Watchlist
  /** How long it is expected to take from now on. */
  readonly takes: number
  /** When waiting ends. */
  readonly until: number
  /** What is known of it by now; absent: it is looked at once at least. */
  readonly known?: Answer
  readonly look: () => Promise<Answer>
  readonly statusOf: (answer: Answer) => string
  readonly stateOf: (answer: Answer) => Readiness | 'cancelled'
  /** Called with each new status that is seen; between two looks, others may have come and gone. */
  readonly onStatus: (status: string) => void
}

// biome-ignore lint/suspicious/noExplicitAny: each watch knows what its own answers are
export type AnyWatch = Watch<any>

/** How its waiting ends. */
export interface Ending {
  readonly resolve: (answer: unknown) => void
  readonly reject: (reason: unknown) => void
}

type Mutable<Of> = { -readonly [Name in keyof Of]: Of[Name] }

export interface Entry extends Mutable<Watched>, Ending {
  readonly watch: AnyWatch
  status: string | undefined
}

/** What begins within this part of what it takes, or this long after another one, begins together with it. */
const together = { part: 0.1, least: 5_000 }

/** What is expected to take as long as another one, but for this part of it, takes as long. */
const alike = 0.2

export const entryOf = (
  watch: AnyWatch,
  key: number,
  now: number,
  others: Iterable<Entry>,
  ending: Ending,
): Entry => ({
  ...ending,
  watch,
  key,
  cohort: [...others].find((other) => beginsWith(watch, now, other))?.cohort ?? key,
  since: now,
  takes: watch.takes,
  until: watch.until,
  looked: undefined,
  moved: undefined,
  cohortLooked: now,
  siblingTook: undefined,
  vain: 0,
  looking: false,
  list: watch.list?.name,
  status: undefined,
})

const beginsWith = ({ takes, list }: AnyWatch, now: number, other: Entry): boolean =>
  other.list === list?.name &&
  now - other.since <= Math.max(takes * together.part, together.least) &&
  Math.abs(takes - other.takes) <= takes * alike

/** What took this much longer than what ended before it is another measure of how long the others take. */
const slower = 1.15

/** Notes that another one of its cohort has ended. A failure comes at any time: it is worth one look at most. */
export const compare = (entry: Entry, took: number, isReady: boolean): void => {
  if (entry.siblingTook !== undefined && took < entry.siblingTook * slower) return
  entry.siblingTook = took
  entry.vain = isReady ? 0 : 1
}

/** Tells a status that was not told before. */
export const hear = (entry: Entry, status: string): void => {
  if (status !== entry.status) entry.watch.onStatus(status)
  entry.status = status
}
