import type { Random } from '../state/random.ts'
import { randomOf } from '../state/random.ts'

/** Faults on demand: what of the list a request, a deploy or a database meets. docs/emulator.md has the notation. */

/** Which of the matching ones: `nth` alone, or each `every`-th, the first `times` of those; without any, all. */
export interface Occurrence {
  nth?: number | readonly number[] | undefined
  every?: number | undefined
  times?: number | undefined
}

export type RequestEffect = (
  | { does: 'answer'; status: number; message?: string | undefined; retryAfter?: number | undefined }
  | { does: 'reset' }
  | { does: 'timeout' }
  | { does: 'delay'; ms: number }
  | { does: 'truncate' }
) & {
  /** The request is carried out first, and its answer is what gets lost. */
  after?: 'work' | undefined
}

/** `request` is a method, which may be missing, and a path below /v1: `POST /services`, `/services/*\/env-vars`. */
export type RequestFault = Occurrence & { request: string } & RequestEffect

/** Effects by the names that a random fault gives them. */
export const randomKinds = {
  reset: { does: 'reset' },
  lost: { does: 'reset', after: 'work' },
  timeout: { does: 'timeout' },
  'lost-timeout': { does: 'timeout', after: 'work' },
  delay: { does: 'delay', ms: 2000 },
  truncate: { does: 'truncate' },
  'rate-limit': { does: 'answer', status: 429, message: 'rate limit exceeded', retryAfter: 1 },
  error: { does: 'answer', status: 500 },
  'bad-gateway': { does: 'answer', status: 502 },
  'lost-bad-gateway': { does: 'answer', status: 502, after: 'work' },
  unavailable: { does: 'answer', status: 503 },
} as const satisfies Record<string, RequestEffect>

export type RandomKind = keyof typeof randomKinds

/** Hits requests by chance; the same seed and the same requests give the same faults. */
export interface RandomFault {
  random: { seed: number; rate: number; kinds: readonly RandomKind[] }
  /** Default: every request. */
  request?: string | undefined
}

export type DeployEffect = 'build_failed' | 'pre_deploy_failed' | 'update_failed' | 'hang' | 'queue'

/** `deploy` is a service's name, in which `*` is any text. */
export type DeployFault = Occurrence & { deploy: string; does: DeployEffect }

/** `database` is the name of a database or a key value; each time it starts counts. */
export type DatabaseFault = Occurrence & { database: string } & (
    | { does: 'slow'; seconds: number }
    | { does: 'hang' }
  )

export type Fault = RequestFault | RandomFault | DeployFault | DatabaseFault

export interface Faults {
  list(): readonly Fault[]
  /** Another list, counted from the start. */
  replace(list: readonly Fault[]): void
  restart(): void
  /** Counts a request; `path` is the one below /v1. */
  request(method: string, path: string): RequestEffect | undefined
  /** Counts a deploy of the service of that name. */
  deploy(name: string): DeployEffect | undefined
  /** Counts a start of the database of that name. */
  database(name: string): DatabaseFault | undefined
}

const escaped = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')

/** In a path `*` is one part and `**` is any number of them. */
const pathForm = (pattern: string) =>
  escaped(pattern).replace(/\*\*|\*/g, (star) => (star === '*' ? '[^/]*' : '.*'))

const matchesRequest = (pattern: string, method: string, path: string): boolean => {
  const [wanted = '', form] = pattern.split(' ')
  if (form === undefined) return new RegExp(`^${pathForm(wanted)}$`).test(path)
  return (wanted === '*' || wanted === method) && new RegExp(`^${pathForm(form)}$`).test(path)
}

const matchesName = (pattern: string, name: string) =>
  new RegExp(`^${escaped(pattern).replaceAll('*', '.*')}$`, 's').test(name)

/** Whether the `count`-th, from 1, is one that the fault is meant for. */
const happens = ({ nth, every = 1, times }: Occurrence, count: number): boolean => {
  if (nth !== undefined) return [nth].flat().includes(count)
  return count % every === 0 && count / every <= (times ?? Number.POSITIVE_INFINITY)
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
    deploy: (name) => {
      const matching = list.filter((fault) => 'deploy' in fault && matchesName(fault.deploy, name))
      return due(matching as DeployFault[], name)?.does
    },
    database: (name) => {
      const matching = list.filter((fault) => 'database' in fault && matchesName(fault.database, name))
      return due(matching as DatabaseFault[], name)
    },
  }
}
