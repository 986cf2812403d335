/** A workspace to test against: the emulator in this process, behind the real client, on a clock that jumps. */

import type { ApplyEvent } from '../../src/apply/events.ts'
import { acts, changedItems, deploysOf, fieldsOf } from '../../src/change.ts'
import type { Clock } from '../../src/clock.ts'
import { virtualClock } from '../../src/clock.ts'
import type { Emulator, EmulatorOptions } from '../../src/emulator/index.ts'
import {
  type ApplyWishes,
  type Client,
  createClient,
  type Desired,
  type Journal,
  loadWish,
  openSession,
  type Plan,
  type Planned,
  type PlanWishes,
  type Problem,
  type Secrets,
} from '../../src/index.ts'
import { keepOpen, keepSecret, tell } from './told.ts'
import { judgedEmulator, judgeRequest } from './traffic.ts'

export interface Bench {
  readonly emulator: Emulator
  readonly client: Client
  /** One with another key. */
  readonly clientWith: (apiKey: string) => Client
  readonly clock: Clock
  /** Loads, reads and plans. */
  readonly plan: (text: string, options?: BenchOptions) => Promise<Planned>
  /** Plans and starts to apply. */
  readonly start: (text: string, options?: BenchOptions) => Promise<AsyncIterable<ApplyEvent>>
  /** Plans and applies; every event, in order. */
  readonly apply: (text: string, options?: BenchOptions) => Promise<readonly ApplyEvent[]>
  /** Every request as it left the client: what the emulator shows is redacted. */
  readonly sent: readonly Sent[]
}

export interface BenchSettings extends EmulatorOptions {
  /** What goes wrong: a status to answer with, or an answer that is lost after the work is done. */
  readonly intercept?: (request: Sent) => number | 'lost' | false
  readonly journal?: Journal
}

export interface Sent {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

interface BenchOptions {
  readonly secrets?: Secrets
  readonly repo?: string
  readonly signal?: AbortSignal
  /** What is to be known and done about deploys. */
  readonly wishes?: PlanWishes
  /** How it is applied. */
  readonly how?: ApplyWishes
  /** What is done to the file's wishes before anything is read: targets, secrets to rotate. */
  readonly adjust?: (desired: Desired) => Desired
}

const repo = 'https://github.com/acme/app'

export const bench = ({ intercept, journal, ...options }: BenchSettings = {}): Bench => {
  const clock = options.clock ?? virtualClock()
  const emulator = judgedEmulator({ limits: 'off', seed: 1, ...options, clock })
  const sent: Sent[] = []
  const clientWith = (apiKey: string) =>
    createClient({
      host: 'http://127.0.0.1:1/v1',
      apiKey,
      clock,
      timeoutMs: Number.POSITIVE_INFINITY,
      // Without the signal: a request that has one takes twice as long to make, and nothing here waits for an answer.
      fetch: async (url, { signal: _signal, ...init }) => {
        const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
        const request = { method: init.method ?? 'GET', path: new URL(url).pathname.replace('/v1', ''), body }
        sent.push(request)
        judgeRequest(emulator, request.method, url, body)
        const fault = intercept?.(request)
        if (typeof fault === 'number') return Response.json({ message: 'made to fail' }, { status: fault })
        const answer = await emulator.fetch(new Request(url, init))
        if (fault === 'lost') throw new TypeError('terminated', { cause: { code: 'UND_ERR_SOCKET' } })
        return answer
      },
    })
  const client = clientWith(emulator.apiKey)

  const begin = async (text: string, options: BenchOptions = {}) => {
    const { secrets, repo: from = repo, adjust = (desired) => desired, signal, wishes } = options
    keepOpen(text)
    keepSecret(emulator.apiKey)
    for (const secret of secrets?.values() ?? []) keepSecret(secret)
    const loaded = loadWish([{ name: 'render.yaml', text }], { repo: from })
    const desired = adjust(loaded.desired)
    const session = await openSession({
      client,
      clock,
      planKey: 'a plan key of the tests',
      wanted: emulator.ownerId,
      guard: desired.workspace,
      journal,
      ...(signal && { signal }),
    })
    return { session, planned: await session.plan({ ...loaded, desired }, secrets, wishes) }
  }

  const start: Bench['start'] = async (text, options) => {
    const { session, planned } = await begin(text, options)
    return session.apply(planned, options?.how)
  }

  return {
    emulator,
    client,
    clientWith,
    clock,
    plan: async (text, options) => (await begin(text, options)).planned,
    start,
    apply: async (text, options) => {
      const events = await collect(await start(text, options))
      tell('events', JSON.stringify(events))
      return events
    },
    sent,
  }
}

/** Why a plan refuses. */
export const errorsOf = ({ plan }: Planned): readonly Problem[] =>
  plan.problems.filter(({ severity }) => severity === 'error')

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
  changes
    .filter(acts)
    .flatMap((change) => [
      `${change.action} ${change.address}${deploysOf(change).length > 0 ? ' (deploys)' : ''}`,
      ...fieldsOf(change).map(({ field }) => `  ${field}`),
      ...changedItems(change).map((item) => `  ${item.action} ${item.address}`),
    ])

/** Everything that comes, in order. */
export const collect = async <Value>(values: AsyncIterable<Value>): Promise<Value[]> => {
  const all: Value[] = []
  for await (const value of values) all.push(value)
  return all
}

export const secretsOf = (values: Readonly<Record<string, string>>): Secrets =>
  new Map(Object.entries(values))
