/** What a plan has to say, word for word. */
import { expect } from 'vitest'
import type { Desired, PlanWishes } from '../../src/index.ts'
import { type Bench, type BenchSettings, bench, failures, secretsOf } from '../support/workspace.ts'

export interface Case {
  /** What is live before. */
  readonly live?: string
  /** What happens to it before the plan is made. */
  readonly meanwhile?: (it: Bench) => Promise<unknown>
  /** What the workspace answers when the plan is made. */
  readonly intercept?: NonNullable<BenchSettings['intercept']>
  readonly file: string
  readonly adjust?: (desired: Desired) => Desired
  readonly wishes?: PlanWishes
  readonly says: readonly string[]
}

const token = secretsOf({ 'hub/authToken': 'a token', 'api/TOKEN': 'a token' })

const made = async (live: string): Promise<Bench> => {
  const it = bench()
  expect(failures(await it.apply(live, { secrets: token }))).toEqual([])
  return it
}

/** Benches with what files declare, of which each is applied once. */
export const benches = () => {
  const known = new Map<string, Promise<Bench>>()
  return async (live: string, settings: BenchSettings = {}): Promise<Bench> => {
    const found = known.get(live) ?? made(live)
    known.set(live, found)
    const { emulator, clock } = await found
    return bench({ from: structuredClone(emulator.state()), clock, ownerId: emulator.ownerId, ...settings })
  }
}

/**
 * Tells `line severity code address: message. What to do`, of all that a plan found; ids and times without what is random of
 * them.
 */
export const sayer = () => {
  const having = benches()
  return async (given: Case): Promise<readonly string[]> => {
    const { live, meanwhile, intercept = () => false, file, adjust, wishes } = given
    let isPlanned = false
    const settings: BenchSettings = { intercept: (request) => isPlanned && intercept(request) }
    const it = live === undefined ? bench(settings) : await having(live, settings)
    await meanwhile?.(it)
    isPlanned = true
    const { plan } = await it.plan(file, { ...(adjust && { adjust }), ...(wishes && { wishes }) })
    return plan.problems.map(({ at, severity, code, address, message, todo }) =>
      [at?.line, severity, code, address, `${message}.`, todo]
        .filter((part) => part !== undefined)
        .join(' ')
        .replace(/\b([a-z]{3})-[0-9a-v]{20}\b/g, '$1-…')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then'),
    )
  }
}
