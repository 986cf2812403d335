/** A workspace to test against: the emulator in this process, behind the real client, on a clock that jumps. */
import type { Clock } from '../../src/clock.ts'
import { virtualClock } from '../../src/clock.ts'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/index.ts'
import type { ApplyEvent } from '../../src/events.ts'
import {
  apply,
  type Client,
  createClient,
  type Desired,
  findWorkspace,
  load,
  type Plan,
  type PlanOptions,
  plan,
  read,
  type Secrets,
  type World,
} from '../../src/index.ts'

export interface Bench {
  readonly emulator: Emulator
  readonly client: Client
  readonly clock: Clock
  /** Loads, reads and plans. */
  readonly plan: (text: string, options?: BenchOptions) => Promise<Planned>
  /** Plans and applies; every event, in order. */
  readonly apply: (text: string, options?: BenchOptions) => Promise<readonly ApplyEvent[]>
  /** Every request as it left the client: what the emulator shows is redacted. */
  readonly sent: readonly Sent[]
}

export interface Sent {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

export interface BenchOptions {
  readonly secrets?: Secrets
  readonly repo?: string
  readonly signal?: AbortSignal
}

export interface Planned {
  readonly plan: Plan
  readonly desired: Desired
  readonly world: World
}

export const repo = 'https://github.com/acme/app'
const planOptions = { fingerprintKey: 'test' } satisfies Partial<PlanOptions>

export const bench = (options: EmulatorOptions = {}): Bench => {
  const clock = options.clock ?? virtualClock()
  const emulator = createEmulator({ limits: 'off', seed: 1, ...options, clock })
  const sent: Sent[] = []
  const client = createClient({
    host: 'http://127.0.0.1:1/v1',
    apiKey: emulator.apiKey,
    clock,
    timeoutMs: Number.POSITIVE_INFINITY,
    fetch: (url, init) => {
      const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
      sent.push({ method: init.method ?? 'GET', path: new URL(url).pathname.replace('/v1', ''), body })
      return emulator.fetch(new Request(url, init))
    },
  })

  const planned = async (
    text: string,
    { secrets, repo: from = repo }: BenchOptions = {},
  ): Promise<Planned> => {
    const { desired, problems } = load([{ name: 'render.yaml', text }], { repo: from })
    const workspace = await findWorkspace(client, { wanted: emulator.ownerId, guard: desired.workspace })
    const world = await read(client, workspace, desired)
    const made = plan(desired, world, {
      ...planOptions,
      problems,
      now: clock.now(),
      ...(secrets && { secrets }),
    })
    return { plan: made, desired, world }
  }

  return {
    emulator,
    client,
    clock,
    plan: planned,
    apply: async (text, given = {}) => {
      const { plan, desired, world } = await planned(text, given)
      const { secrets, signal } = given
      const events = apply(plan, {
        client,
        desired,
        world,
        clock,
        ...(secrets && { secrets }),
        ...(signal && { signal }),
      })
      return await collect(events)
    },
    sent,
  }
}

/** Whether everything that was to be done was done. */
export const failures = (events: readonly ApplyEvent[]): readonly string[] =>
  events.flatMap((event) => {
    if (event.type === 'apply_errored') return [event.problem.message]
    return event.type === 'apply_skipped' || event.type === 'apply_stopped'
      ? [`${event.type} ${event.address}`]
      : []
  })

/** What a plan would do, line by line: `~ service/api healthCheckPath`. */
export const lines = ({ changes }: Plan): readonly string[] =>
  changes.flatMap(({ action, address, fields, items, deploys }) =>
    action === 'none'
      ? []
      : [
          `${action} ${address}${deploys.length > 0 ? ' (deploys)' : ''}`,
          ...fields.map(({ field }) => `  ${field}`),
          ...items.filter((item) => item.action !== 'none').map((item) => `  ${item.action} ${item.address}`),
        ],
  )

const collect = async <Value>(values: AsyncIterable<Value>): Promise<Value[]> => {
  const all: Value[] = []
  for await (const value of values) all.push(value)
  return all
}
