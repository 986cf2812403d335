/** How long deploys and databases are expected to take. Pure. */
import { type Change, deploysOf, fieldsOf, isDeclared, liveOf, madeOf } from '../../change.ts'
import type { Live, LiveResource } from '../../live.ts'
import type { Deploy } from '../../rows/index.ts'

/**
 * The seconds from the last write of a change until it can be used: what the newest live deploy of the service took, else the median
 * of those of its runtime, else `otherwise`, else what is assumed of its kind.
 */
export const expectationOf = (known: Live, otherwise?: number): ((change: Change) => number) => {
  const medians = mediansOf(known)
  return (change) => {
    if (!isDeclared(change)) return 0
    const { kind, desired, action } = change
    const isNew = action === 'create' || action === 'replace' || deploysOf(change).length > 0
    if (kind.deploys && !isNew) return 0
    const values = { ...desired.defaults, ...desired.values }
    const changed = isNew ? undefined : fieldsOf(change).map(({ field }) => field)
    const assumed = kind.takes?.(values, changed, madeOf(change)) ?? 0
    // Nothing of what was measured says how much of it the build took.
    if (!kind.deploys || assumed === 0 || madeOf(change) === 'last build') return assumed
    const live = liveOf(change)
    const own = live && action !== 'replace' ? tookLast(live) : undefined
    return own ?? medians.get(String(values.runtime)) ?? otherwise ?? assumed
  }
}

/** By runtime. */
const mediansOf = (known: Live): ReadonlyMap<string, number> => {
  const all = new Map<string, number[]>()
  for (const live of known.all()) {
    const took = tookLast(live)
    if (took === undefined) continue
    const runtime = String(live.kind.fields.runtime?.read(live.record))
    const others = all.get(runtime)
    if (others) others.push(took)
    else all.set(runtime, [took])
  }
  return new Map([...all].map(([runtime, times]) => [runtime, median(times)]))
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0

/** The seconds that the newest of its deploys took that went live, as far as its rows tell. */
const tookLast = ({ kind: { deploys }, deploys: rows = [] }: LiveResource): number | undefined =>
  rows
    .filter(({ status }) => deploys?.state(status) === 'ready')
    .map(took)
    .find((seconds) => seconds !== undefined)

const took = ({ createdAt, startedAt, finishedAt }: Deploy): number | undefined => {
  const seconds = (Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? createdAt)) / 1000
  // What had nothing to build and nothing to replace says nothing of others.
  return seconds > 0 ? seconds : undefined
}
