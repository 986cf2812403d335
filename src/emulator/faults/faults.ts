import type { Random } from '../records/index.ts'
import { randomOf } from '../records/index.ts'
import type { Mishaps } from '../state/index.ts'
import type {
  DatabaseFault,
  DeployFault,
  Fault,
  Occurrence,
  RandomFault,
  RequestEffect,
  RequestFault,
} from './fault.ts'
import { randomKinds } from './fault.ts'
import { happens, matchesName, matchesRequest } from './matching.ts'

/** Faults on demand: what of the list a request, a deploy or a database meets. */

export interface Faults extends Mishaps {
  list(): readonly Fault[]
  /** Another list, counted from the start. */
  replace(list: readonly Fault[]): void
  restart(): void
  /** Counts a request; `path` is the one below /v1. */
  request(method: string, path: string): RequestEffect | undefined
}

const drawn = (random: Random, { rate, kinds }: RandomFault['random']): RequestEffect | undefined => {
  const hit = random.below(1_000_000) < rate * 1_000_000
  const kind = hit ? kinds[random.below(kinds.length)] : undefined
  return kind && randomKinds[kind]
}

/** The list at work: it counts, and tells the first fault that is due. */
export const faultsOf = (initial: readonly Fault[]): Faults => {
  let list: readonly Fault[] = initial
  let counts = new Map<string, number>()
  let randoms = new Map<Fault, Random>()

  const restart = () => {
    counts = new Map()
    randoms = new Map(
      list.flatMap((fault) => ('random' in fault ? [[fault, randomOf({ rng: fault.random.seed })]] : [])),
    )
  }
  restart()

  /** Every fault that matches counts, due or not, so that no fault shifts the count of another. */
  const due = <F extends Occurrence & Fault>(matching: readonly F[], name: string): F | undefined =>
    matching.filter((fault) => {
      const counter = `${list.indexOf(fault)} ${name}`
      const count = (counts.get(counter) ?? 0) + 1
      counts.set(counter, count)
      return happens(fault, count)
    })[0]

  const byChance = (method: string, path: string): RequestEffect | undefined => {
    for (const [fault, random] of randoms) {
      if (!('random' in fault) || !matchesRequest(fault.request ?? '/**', method, path)) continue
      const effect = drawn(random, fault.random)
      if (effect) return effect
    }
    return undefined
  }

  return {
    list: () => list,
    replace: (next) => {
      list = next
      restart()
    },
    restart,
    request: (method, path) => {
      const matching = list.filter(
        (fault): fault is RequestFault =>
          'request' in fault && 'does' in fault && matchesRequest(fault.request, method, path),
      )
      return due(matching, '') ?? byChance(method, path)
    },
    deploy: (name, commit = '') => {
      const matching = list.filter(
        (fault): fault is DeployFault =>
          'deploy' in fault && matchesName(fault.deploy, name) && commit.startsWith(fault.commit ?? ''),
      )
      return due(matching, name)?.does
    },
    database: (name) => {
      const matching = list.filter((fault) => 'database' in fault && matchesName(fault.database, name))
      return due(matching as DatabaseFault[], name)
    },
  }
}
