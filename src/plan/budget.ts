/** What the limits make of the requests of a plan, and deploys and databases of its end. Pure. */
import type { Address } from '../address.ts'
import { type Change, deploysOf, fieldsOf, isDeclared, madeOf } from '../change.ts'
import type { ApiRequest, Query } from '../http/index.ts'
import { type BucketKey, bucketOf, type Estimate, estimate, pacer } from '../http/limits/index.ts'
import type { CycleEdge } from './graph.ts'

/** What may share a request has the same key. */
export const keyOf = ({ method, path }: ApiRequest): string => `${method} ${path}`

const listOf = ({ merge = '', body, query }: ApiRequest): readonly unknown[] => {
  const holder = (query ?? body) as Readonly<Record<string, unknown>>
  return (holder[merge] ?? []) as readonly unknown[]
}

/** One request instead of several that may share it. */
export const merged = (requests: readonly [ApiRequest, ...ApiRequest[]]): ApiRequest => {
  const [first] = requests
  const list = { [first.merge ?? '']: requests.flatMap(listOf) }
  return first.query ? { ...first, query: list as Query } : { ...first, body: list }
}

/** Counts requests as an apply sends them: those that may share one are one. */
export const budgetOf = (requests: readonly ApiRequest[], now: number): Estimate =>
  estimate(requests.filter(onceEach()), now)

/** Of requests that may share one, only the first is sent. */
const onceEach = () => {
  const shared = new Set<string>()
  return (request: ApiRequest): boolean => {
    if (request.merge === undefined) return true
    const isFirst = !shared.has(keyOf(request))
    shared.add(keyOf(request))
    return isFirst
  }
}

/** A change as an estimate sees it. */
export interface Step {
  readonly address: Address
  /** Addresses of the steps that it comes after. */
  readonly needs: readonly Address[]
  /** The bucket of each of its requests. */
  readonly buckets: readonly BucketKey[]
  /** Its deploy, or its database becoming available, as assumed. */
  readonly seconds: number
}

/** A change with its writes. */
export interface Writes {
  readonly change: Change
  readonly requests: readonly ApiRequest[]
}

/** The steps of changes that are given in the order in which they may run. */
export const stepsOf = (
  ordered: Iterable<Writes>,
  needs: ReadonlyMap<Address, readonly Address[]>,
  cycles: readonly CycleEdge[],
): readonly Step[] => {
  const isSent = onceEach()
  const circular = new Set(cycles.map(({ from, to }) => `${from} ${to}`))
  return Array.from(ordered, ({ change, requests }) => ({
    address: change.address,
    needs: (needs.get(change.address) ?? []).filter((need) => !circular.has(`${change.address} ${need}`)),
    buckets: requests.filter(isSent).map(bucketOf),
    seconds: secondsOf(change),
  }))
}

const secondsOf = (change: Change): number => {
  if (!isDeclared(change)) return 0
  const { kind, desired, action } = change
  const isNew = action === 'create' || action === 'replace' || deploysOf(change).length > 0
  if (kind.deploys && !isNew) return 0
  const changed = isNew ? undefined : fieldsOf(change).map(({ field }) => field)
  return kind.takes?.({ ...desired.defaults, ...desired.values }, changed, madeOf(change)) ?? 0
}

/** How far an apply has come; times in milliseconds since the epoch. */
export interface Past {
  readonly begun: ReadonlyMap<Address, number>
  readonly ended: ReadonlyMap<Address, number>
  /** Until when those wait that are known to. */
  readonly waiting: ReadonlyMap<Address, number>
}

const nothing: Past = { begun: new Map(), ended: new Map(), waiting: new Map() }

/** When the last of the steps will have ended, in milliseconds since the epoch: an estimate, and never before `now`. */
export const endOf = (steps: readonly Step[], now: number, past: Past = nothing): number => {
  const pace = pacer()
  const ends = new Map<Address, number>()
  let last = now
  for (const { address, needs, buckets, seconds } of steps) {
    const ready = needs.reduce((time, need) => Math.max(time, ends.get(need) ?? now), now)
    const from = Math.max(past.begun.get(address) ?? ready, past.waiting.get(address) ?? 0)
    const written = buckets.reduce((time, bucket) => pace(bucket, time), from)
    const end = past.ended.get(address) ?? Math.max(now, written + seconds * 1000)
    ends.set(address, end)
    last = Math.max(last, end)
  }
  return last
}
