import { randomInt } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { realClock } from '../clock.ts'
import { createApp } from './app.ts'
import { behindFaults } from './faults/effects.ts'
import type { Fault } from './faults/faults.ts'
import { faultsOf } from './faults/faults.ts'
import { checkedFaults, withPlainErrors } from './faults/list.ts'
import type { LoggedRequest } from './inspection/request-log.ts'
import { RequestLog } from './inspection/request-log.ts'
import { KeptAnswers } from './request/kept-answers.ts'
import type { LimitsMode } from './request/limits.ts'
import { limiterOf } from './request/limits.ts'
import { newId } from './state/ids.ts'
import { saverOf, saveState, stateIn } from './state/state-file.ts'
import type { State } from './state/store.ts'
import { newState } from './state/store.ts'
import type { Durations, WhileDeploying } from './state/world.ts'
import { defaultDurations, worldOf } from './state/world.ts'

export interface EmulatorOptions {
  /** What time it is, for everything including the limits. Default: the machine's clock. */
  clock?: Clock
  /** Default: 'recorded'. */
  limits?: LimitsMode
  /** 'recorded' answers as slowly as the real API did, on the clock. Default: 'none'. */
  latency?: 'none' | 'recorded'
  /** How many times faster deploys and databases are; the limits are not. Default: 1. */
  clockRate?: number
  /** Seconds, instead of the defaults. */
  durations?: Partial<Durations>
  /** Default: 'override'. */
  whileDeploying?: WhileDeploying
  /** The only key that is accepted. Default: rnd_emulator. */
  apiKey?: string
  /** Default: an id of the usual form. */
  ownerId?: string
  ownerName?: string
  /** More workspaces that the key can see. */
  otherOwners?: readonly { id: string; name: string }[]
  /** The same seed and the same clock give the same ids and values. Default: random. */
  seed?: number
  /** What goes wrong, and when. */
  faults?: readonly Fault[]
  /** A file that the workspace is read from and written to at every change. */
  state?: string
}

export interface Emulator {
  /** Answers any request below /v1; host and port of its URL do not matter. */
  fetch(request: Request): Promise<Response>
  readonly apiKey: string
  readonly ownerId: string
  readonly ownerName: string
  /** What came so far, without secrets. */
  requests(): readonly LoggedRequest[]
  /** A copy of all the data. */
  state(): State
  faults(): readonly Fault[]
  /** Takes the place of all faults so far; counts begin anew. */
  setFaults(faults: readonly Fault[]): void
  /** Back to the empty workspace, with fresh limits; the faults stay, counted anew. */
  reset(): void
}

const ownersOf = (options: EmulatorOptions, seed: number, clock: Clock) => {
  const ids = newState(seed, []).ids
  const id = options.ownerId ?? newId(ids, 'tea', clock.now())
  const first = { id, name: options.ownerName ?? 'Emulated workspace' }
  return [first, ...(options.otherOwners ?? [])].map((owner) => ({
    ...owner,
    email: 'workspace@example.com',
    type: 'team' as const,
  }))
}

/** A Render workspace in memory (or in a file) behind the API of the real one. See docs/emulator.md. */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  const clock = options.clock ?? realClock
  const seed = options.seed ?? randomInt(2 ** 31)
  const owners = ownersOf(options, seed, clock)
  const faults = faultsOf(withPlainErrors(() => checkedFaults(options.faults ?? [])))
  const settings = {
    faults,
    clock,
    clockRate: options.clockRate ?? 1,
    durations: { ...defaultDurations, ...options.durations },
    whileDeploying: options.whileDeploying ?? 'override',
  }
  const file = options.state
  const apiKey = options.apiKey ?? 'rnd_emulator'
  const limiter = limiterOf(options.limits ?? 'recorded', () => clock.now())
  const log = new RequestLog()
  const fresh = () => newState(seed, owners)
  let world = worldOf(file ? stateIn(file, fresh) : fresh(), settings)
  const saving = file ? saverOf(file, () => world.state) : undefined
  const reset = () => {
    world = worldOf(fresh(), settings)
    faults.restart()
    if (file) saveState(file, world.state)
  }
  const latency = options.latency ?? 'none'
  const kept = new KeptAnswers()
  const app = createApp({
    clock,
    apiKey,
    limiter,
    log,
    faults,
    kept,
    latency,
    world: () => world,
    save: async () => saving?.(),
    reset,
  })
  const [owner] = Object.values(world.state.owners)
  return {
    fetch: behindFaults({ faults, clock, log }, app),
    apiKey,
    ownerId: owner?.id ?? '',
    ownerName: owner?.name ?? '',
    requests: () => log.list(),
    state: () => structuredClone(world.state),
    faults: () => faults.list(),
    setFaults: (list) => faults.replace(withPlainErrors(() => checkedFaults(list))),
    reset: () => {
      reset()
      log.clear()
      limiter.reset()
    },
  }
}
