import type { Clock } from '../../clock.ts'
import type { Faults } from '../faults/faults.ts'
import { notFound } from '../request/errors.ts'
import type { IdPrefix } from './ids.ts'
import { newId } from './ids.ts'
import type { Random } from './random.ts'
import { randomOf } from './random.ts'
import type { State } from './store.ts'
import type { Moments } from './time.ts'
import { momentsOf } from './time.ts'

/** Seconds of the things that take time; no recording has those of deploys (docs/emulator.md, durations). */
export interface Durations {
  build: number
  preDeploy: number
  update: number
  imagePull: number
  postgres: number
  keyValue: number
  restart: number
  job: number
  dedicatedIp: number
}

export const defaultDurations: Durations = {
  build: 40,
  preDeploy: 10,
  update: 15,
  imagePull: 5,
  postgres: 40,
  keyValue: 5,
  restart: 5,
  job: 10,
  dedicatedIp: 20,
}

/** What happens to a deploy that is asked for while another one runs (API facts §5: by workspace and era). */
export type WhileDeploying = 'override' | 'queue'

/** What the routes work on: the data, the time, and where new ids and values come from. */
export interface World {
  readonly state: State
  readonly moments: Moments
  readonly random: Random
  readonly whileDeploying: WhileDeploying
  readonly faults: Faults
  /** Grows with every change of the data; what was made of the data is good until then. */
  version: number
  /** Before that, in milliseconds since the epoch, no deploy goes on. */
  deploysRestUntil: number
  /** Called after a request that has changed something, by itself or by the time at which it came. */
  readonly listeners: Set<() => void>
  newId(prefix: IdPrefix): string
  /** On the clock; rejects when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** How long something takes, in milliseconds of the clock: its duration divided by the clock rate. */
  takes(what: keyof Durations): number
  /** So many seconds, in milliseconds of the clock: divided by the clock rate too. */
  lasts(seconds: number): number
}

export interface WorldSettings {
  clock: Clock
  clockRate: number
  durations: Durations
  whileDeploying: WhileDeploying
  faults: Faults
}

export const worldOf = (state: State, settings: WorldSettings): World => {
  const random = randomOf(state)
  const moments = momentsOf(() => settings.clock.now(), random.below)
  const lasts = (seconds: number) => (seconds * 1000) / settings.clockRate
  return {
    state,
    moments,
    random,
    whileDeploying: settings.whileDeploying,
    faults: settings.faults,
    version: 0,
    deploysRestUntil: 0,
    listeners: new Set(),
    sleep: (ms, signal) => settings.clock.sleep(ms, signal),
    newId: (prefix) => newId(state.ids, prefix, moments.ms()),
    takes: (what) => lasts(settings.durations[what]),
    lasts,
  }
}

/** The record of that id, or 404. Ids come from the outside, so inherited names must not be found. */
export const find = <T>(records: Record<string, T>, id: string): T => {
  const record = Object.hasOwn(records, id) ? records[id] : undefined
  if (record === undefined) throw notFound(id)
  return record
}
