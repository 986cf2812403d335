/** When an apply will be done. Pure. */
import type { Address } from '../../address.ts'
import { type BucketKey, type Fill, rowOf, startOfWindow } from '../../http/limits/index.ts'
import { simulate } from './simulate.ts'
import { type Step, takes } from './steps.ts'

/** How far an apply has come; times in milliseconds since the epoch. */
export interface Past {
  readonly begun: ReadonlyMap<Address, number>
  readonly ended: ReadonlyMap<Address, number>
  /** Until when those wait that are known to. */
  readonly waiting: ReadonlyMap<Address, number>
}

const nothing: Past = { begun: new Map(), ended: new Map(), waiting: new Map() }

/**
 * When the last of the steps will have ended, in milliseconds since the epoch: an estimate, and never before `now`. `fill`: what of
 * the limits is spent; absent: what has begun since their windows did.
 */
export const endOf = (
  steps: readonly Step[],
  now: number,
  past: Past = nothing,
  fill: Fill = spentBy(steps, now, past),
): number => {
  const left = steps.flatMap((step) => leftOf(step, now, past) ?? [])
  return Math.max(now, ...simulate(left, now, fill).values())
}

/** What is left of a step. */
const leftOf = (step: Step, now: number, { begun, ended, waiting }: Past): Step | undefined => {
  if (ended.has(step.address)) return undefined
  const since = begun.get(step.address)
  if (since === undefined) return step
  const sent = Math.max(since, waiting.get(step.address) ?? 0)
  const seconds = Math.max(0, sent + takes(step) - now) / 1000
  return { ...step, needs: [], requests: [], madeAfter: 0, seconds }
}

const spentBy = (steps: readonly Step[], now: number, { begun }: Past): Fill => {
  const spent = new Map<BucketKey, number>()
  for (const { address, requests } of steps) {
    const since = begun.get(address)
    for (const { bucket } of since === undefined ? [] : requests) {
      const isNow = since !== undefined && since >= startOfWindow(now, rowOf(bucket).window)
      if (isNow) spent.set(bucket, (spent.get(bucket) ?? 0) + 1)
    }
  }
  return new Map(
    [...spent].map(([bucket, count]) => {
      const { limit, window } = rowOf(bucket)
      return [bucket, { limit, window, left: limit - count, end: startOfWindow(now, window) + window }]
    }),
  )
}
