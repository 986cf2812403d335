import type { Clock } from '../../clock.ts'
import type { Deploy, DeployEffect, IdPrefix, Moments, Random } from '../records/index.ts'
import { momentsOf, newId, randomOf } from '../records/index.ts'
import type { Choices } from './choices.ts'
import { Due } from './due.ts'
import type { Durations } from './durations.ts'
import type { Seeds, State } from './snapshot.ts'
import type { Changed, Tables } from './tables.ts'
import { recordsOf, tablesOf } from './tables.ts'

/** What may be asked to go wrong with a database that starts. */
export type DatabaseEffect = { does: 'slow'; seconds: number } | { does: 'hang' }

/** What goes wrong in the workspace itself: whoever asks by a name counts. */
export interface Mishaps {
  deploy(serviceName: string, commit?: string): DeployEffect | undefined
  database(name: string): DatabaseEffect | undefined
}

/** What the routes work on: the data, the time, and where new ids and values come from. */
export interface World extends Tables {
  readonly seeds: Seeds
  /** When the stages of deploys end. */
  readonly due: Due<Deploy>
  readonly moments: Moments
  readonly random: Random
  readonly choices: Choices
  readonly mishaps: Mishaps
  /** What each version of a workflow registers. */
  readonly taskNames: readonly string[]
  /** How many requests are in the audit logs, those that are kept no more too. */
  audited: number
  /** Grows with every change of the data; what was made of the data is good until then. */
  version: number
  /** Called after a request that has changed something, by itself or by the time at which it came. */
  readonly listeners: Set<() => void>
  newId(prefix: IdPrefix): string
  /** On the clock; rejects when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** How long something takes, in milliseconds of the clock: its duration divided by the clock rate. */
  takes(what: keyof Durations): number
  /** So many seconds, in milliseconds of the clock: divided by the clock rate too. */
  lasts(seconds: number): number
  /** All the data at this moment; what happens later may show in it. */
  state(): State
}

export interface WorldSettings {
  clock: Clock
  clockRate: number
  durations: Durations
  choices: Choices
  mishaps: Mishaps
  taskNames: readonly string[]
  /** Told of every change. */
  changed: Changed
}

export const worldOf = (state: State, settings: WorldSettings): World => {
  const { clock, clockRate, durations, choices, mishaps, taskNames } = settings
  const seeds: Seeds = { rng: state.rng, ids: { ...state.ids } }
  const random = randomOf(seeds)
  const moments = momentsOf(() => clock.now(), random.below)
  const lasts = (seconds: number) => (seconds * 1000) / clockRate
  const due = new Due<Deploy>(({ stages }) => stages[0]?.until)
  const changed: Changed = (kind, id) => {
    world.version++
    settings.changed(kind, id)
  }
  const tables = tablesOf(state, changed, due)
  const world: World = {
    ...tables,
    seeds,
    due,
    moments,
    random,
    choices,
    mishaps,
    taskNames,
    audited: Math.max(0, ...Object.values(state.auditLogs).map(({ number }) => number)),
    version: 0,
    listeners: new Set(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    newId: (prefix) => newId(seeds.ids, prefix, moments.ms()),
    takes: (what) => lasts(durations[what]),
    lasts,
    state: () => ({ version: 2, ...seeds, ...recordsOf(tables) }),
  }
  return world
}
