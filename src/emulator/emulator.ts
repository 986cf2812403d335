import { randomInt } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { realClock } from '../clock.ts'
import { newMembers } from './account/index.ts'
import type { LoggedRequest } from './answering/index.ts'
import { apiOf, createApp, KeptAnswers, keysOf, limiterOf, RequestLog, textOf } from './answering/index.ts'
import type { Fault } from './faults/index.ts'
import { behindFaults, checkedFaults, faultControl, faultsOf, withPlainErrors } from './faults/index.ts'
import type { Snapshots } from './inspection/index.ts'
import { inspection, snapshotControl } from './inspection/index.ts'
import { operations } from './operations.ts'
import type { EmulatorOptions } from './options.ts'
import { newId } from './records/index.ts'
import type { Mishaps, State, World } from './state/index.ts'
import { defaultDurations, newState, StateFile, worldOf } from './state/index.ts'

export interface Emulator {
  /** Answers any request below /v1; host and port of its URL do not matter. */
  fetch(request: Request): Promise<Response>
  readonly apiKey: string
  /** The keys that may do less, by their names. */
  readonly keys: Readonly<Record<string, string>>
  readonly ownerId: string
  readonly ownerName: string
  /** What came so far, without secrets. */
  requests(): readonly LoggedRequest[]
  /** A copy of all the data. */
  state(): State
  faults(): readonly Fault[]
  /** Takes the place of all faults so far; counts begin anew. */
  setFaults(faults: readonly Fault[]): void
  /** Back to the workspace that it began with, with fresh limits; the faults stay, counted anew. */
  reset(): void
  /** Workspaces to come back to; requests, faults and limits stay as they are. */
  readonly snapshots: Snapshots
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

/** The workspace that is there, kept in a file where one is named; `reset` puts the one that it began with in its place. */
const workspaceOf = (options: EmulatorOptions, clock: Clock, mishaps: Mishaps) => {
  const seed = options.seed ?? randomInt(2 ** 31)
  const owners = ownersOf(options, seed, clock)
  const fresh = () => {
    if (options.from) return structuredClone(options.from)
    const state = newState(seed, owners)
    const [owner] = owners
    const members = owner ? newMembers(owner, options.members ?? []) : []
    return { ...state, members: Object.fromEntries(members.map((member) => [member.id, member])) }
  }
  const file = options.state === undefined ? undefined : new StateFile(options.state, () => world)
  const settings = {
    clock,
    mishaps,
    clockRate: options.clockRate ?? 1,
    durations: { ...defaultDurations, ...options.durations },
    taskNames: options.tasks ?? ['main'],
    choices: {
      whileDeploying: options.whileDeploying ?? 'override',
      deploysTouchService: options.deploysTouchService === 'on',
      planNames: options.planNames ?? 'as-sent',
      envGroups: options.envGroups ?? 'wrapped',
      newer: options.newer ?? [],
      legacy: options.legacy ?? false,
    },
    changed: file?.changed ?? (() => undefined),
  }
  let world: World = worldOf(file?.begin(fresh) ?? fresh(), settings)
  return {
    world: () => world,
    save: async () => file?.save(),
    /** Puts another workspace in the place of that which is there: a fresh one by default. */
    begin: (state = fresh()) => {
      world = worldOf(state, settings)
      file?.replace(world.state())
    },
  }
}

/** Workspaces by name, each a copy that nothing changes. */
const snapshotsOf = (world: () => World, begin: (state: State) => void): Snapshots => {
  const kept = new Map<string, State>()
  return {
    names: () => [...kept.keys()],
    take: (name) => void kept.set(name, structuredClone(world().state())),
    restore: (name) => {
      const state = kept.get(name)
      if (state) begin(structuredClone(state))
      return state !== undefined
    },
  }
}

const api = apiOf(operations)

/** A Render workspace in memory (or in a file) behind the API of the real one. See docs/emulator.md. */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  const clock = options.clock ?? realClock
  const faults = faultsOf(withPlainErrors(() => checkedFaults(options.faults ?? [])))
  const { world, save, begin } = workspaceOf(options, clock, faults)
  const apiKey = options.apiKey ?? 'rnd_emulator'
  const scoped = options.keys ?? []
  const limiter = limiterOf(options.limits ?? 'recorded', () => clock.now())
  const log = new RequestLog()
  const reset = () => {
    begin()
    faults.restart()
    log.clear()
    limiter.reset()
  }
  const keys = keysOf(apiKey, scoped)
  const parts = { clock, keys, limiter, log, world, save, latency: options.latency ?? 'none' }
  const snapshots = snapshotsOf(world, begin)
  const beside = [
    inspection({ log, limiter, world, reset }),
    faultControl(faults),
    snapshotControl(snapshots),
  ]
  const app = createApp({ ...parts, kept: new KeptAnswers() }, api, beside)
  const [owner] = world().owners.all()
  return {
    fetch: behindFaults({ faults, clock, log }, app),
    apiKey,
    keys: Object.fromEntries(scoped.map((key) => [key.name, textOf(key)])),
    ownerId: owner?.id ?? '',
    ownerName: owner?.name ?? '',
    requests: () => log.list(),
    state: () => structuredClone(world().state()),
    faults: () => faults.list(),
    setFaults: (list) => faults.replace(withPlainErrors(() => checkedFaults(list))),
    reset,
    snapshots,
  }
}
