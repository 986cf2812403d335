/** What a plan has to say, word for word. */
import { expect } from 'vitest'
import type { State } from '../../src/emulator/index.ts'
import type { Desired, PlanWishes } from '../../src/index.ts'
import { type Bench, type BenchSettings, bench, failures, secretsOf } from '../support/workspace.ts'

export interface Case {
  /** What is live before. */
  readonly live?: string
  /** What happens to it before the plan is made. */
  readonly meanwhile?: (it: Bench) => Promise<unknown>
  /** What the workspace answers when the plan is made. */
  readonly intercept?: NonNullable<BenchSettings['intercept']>
  /** Services that are of a type which nobody knows yet, by name. */
  readonly strange?: readonly string[]
  readonly file: string
  readonly adjust?: (desired: Desired) => Desired
  readonly wishes?: PlanWishes
  readonly says: readonly string[]
}

const token = secretsOf({
  'hub/authToken': 'a token',
  'api/TOKEN': 'a token',
  'api/logStreamToken': 'a token',
})

const made = async (live: string): Promise<Bench> => {
  const it = bench()
  expect(failures(await it.apply(live, { secrets: token }))).toEqual([])
  return it
}

/** The same workspace, in which these services are of a type that nobody knows yet. */
const withStrange = (state: State, names: readonly string[] = []): State => ({
  ...state,
  services: Object.fromEntries(
    Object.entries(state.services).map(([id, service]) => [
      id,
      names.includes(service.config.name) ? { ...service, type: 'sandbox_service' as never } : service,
    ]),
  ),
})

/** Benches with what files declare, of which each is applied once. */
export const benches = () => {
  const known = new Map<string, Promise<Bench>>()
  return async (live: string, settings: BenchSettings = {}, strange?: Case['strange']): Promise<Bench> => {
    const found = known.get(live) ?? made(live)
    known.set(live, found)
    const { emulator, clock } = await found
    const from = withStrange(structuredClone(emulator.state()), strange)
    return bench({ from, clock, ownerId: emulator.ownerId, ...settings })
  }
}

/**
 * Tells `line severity code address: message. What to do`, of all that a plan found, and behind `blocked:` why an
 * apply would not begin; ids and times without what is random of them.
 */
export const sayer = () => {
  const having = benches()
  return async (given: Case): Promise<readonly string[]> => {
    const { live, meanwhile, intercept = () => false, strange, file, adjust, wishes } = given
    let isPlanned = false
    const settings: BenchSettings = { intercept: (request) => isPlanned && intercept(request) }
    const it = live === undefined ? bench(settings) : await having(live, settings, strange)
    await meanwhile?.(it)
    isPlanned = true
    const { plan } = await it.plan(file, { ...(adjust && { adjust }), ...(wishes && { wishes }) })
    const all = [
      ...plan.problems.map((problem) => ({ ...problem, word: undefined })),
      ...plan.blocked.map((problem) => ({ ...problem, word: 'blocked:' })),
    ]
    return all.map(({ word, at, severity, code, address, message, todo }) =>
      [word, at?.line, severity, code, address, `${message}.`, todo]
        .filter((part) => part !== undefined)
        .join(' ')
        .replace(/\b([a-z]{3})-[0-9a-v]{20}\b/g, '$1-…')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then'),
    )
  }
}
