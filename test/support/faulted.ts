/** An apply of everything at once, of which any one request can be made to fail: creates, changes and deletes of every kind. */
import { virtualClock } from '../../src/clock.ts'
import type { RequestEffect } from '../../src/emulator/faults/index.ts'
import type { Emulator, State } from '../../src/emulator/index.ts'
import {
  type ApplyEvent,
  createClient,
  loadWish,
  openSession,
  type PlanWishes,
  ProblemsError,
  toProblems,
} from '../../src/index.ts'
import { judgedEmulator } from './traffic.ts'
import { collect, lines, secretsOf } from './workspace.ts'

const repo = 'https://github.com/acme/app'
const node = { runtime: 'node', repo, branch: 'main', buildCommand: 'npm ci', startCommand: 'npm start' }
const image = { runtime: 'image', image: { url: 'docker.io/acme/api:1' } }

/** What is there before. */
const before = JSON.stringify({
  projects: [
    {
      name: 'shop',
      environments: [
        { name: 'live', databases: [{ name: 'main', plan: 'basic-256mb', ipAllowList: [] }] },
        { name: 'staging' },
      ],
    },
    { name: 'former', environments: [{ name: 'only' }] },
  ],
  databases: [{ name: 'stale', plan: 'basic-256mb' }],
  envVarGroups: [
    {
      name: 'shared',
      envVars: [
        { key: 'KEPT', value: 'kept' },
        { key: 'CHANGED', value: 'one' },
        { key: 'DROPPED', value: 'dropped' },
      ],
      'x-render-sync': { secretFiles: [{ name: 'a.txt', content: 'a' }] },
    },
    { name: 'gone', envVars: [{ key: 'A', value: 'a' }] },
  ],
  services: [
    { type: 'keyvalue', name: 'cache', plan: 'starter', ipAllowList: [] },
    { type: 'keyvalue', name: 'gone-cache', plan: 'starter', ipAllowList: [] },
    {
      type: 'web',
      name: 'api',
      plan: 'starter',
      ...node,
      domains: ['api.example.com', 'old.example.com'],
      envVars: [
        { fromGroup: 'shared' },
        { key: 'LEVEL', value: 'info' },
        { key: 'DROPPED', value: 'dropped' },
        { key: 'TOKEN', generateValue: true },
      ],
      disk: { name: 'data', mountPath: '/data', sizeGB: 1 },
      'x-render-sync': { secretFiles: [{ name: 'b.txt', content: 'b' }] },
    },
    {
      type: 'web',
      name: 'site',
      runtime: 'static',
      repo,
      branch: 'main',
      buildCommand: 'npm ci',
      staticPublishPath: 'public',
      headers: [{ path: '/*', name: 'X-One', value: '1' }],
      routes: [{ type: 'redirect', source: '/a', destination: '/b' }],
    },
    { type: 'worker', name: 'jobs', plan: 'starter', ...image, numInstances: 1 },
    { type: 'worker', name: 'many', plan: 'starter', ...image, numInstances: 1 },
    { type: 'worker', name: 'idle', plan: 'starter', ...image },
    { type: 'pserv', name: 'store', plan: 'starter', ...image },
    {
      type: 'pserv',
      name: 'wiped',
      plan: 'starter',
      ...image,
      disk: { name: 'd', mountPath: '/d', sizeGB: 1 },
    },
    { type: 'cron', name: 'legacy', plan: 'starter', schedule: '0 * * * *', ...image },
  ],
  'x-render-sync': {
    webhooks: [
      { name: 'hook', url: 'https://hooks.example.com/one' },
      { name: 'gone-hook', url: 'https://hooks.example.com/two' },
    ],
    registryCredentials: [
      { name: 'hub', registry: 'docker', username: 'me' },
      { name: 'gone-hub', registry: 'docker', username: 'me' },
    ],
    notifications: { send: 'failure' },
  },
})

/** What is to be. */
const after = JSON.stringify({
  projects: [
    {
      name: 'shop',
      environments: [
        {
          name: 'live',
          permissions: { protection: 'enabled' },
          databases: [
            {
              name: 'main',
              plan: 'basic-1gb',
              ipAllowList: [{ source: '203.0.113.0/24', description: 'office' }],
              readReplicas: [{ name: 'main-replica' }],
            },
          ],
          services: [
            {
              type: 'keyvalue',
              name: 'cache',
              plan: 'starter',
              maxmemoryPolicy: 'noeviction',
              ipAllowList: [],
              'x-render-sync': { logStream: { setting: 'drop' } },
            },
          ],
        },
        { name: 'next', envVarGroups: [{ name: 'new-group', envVars: [{ key: 'N', value: 'n' }] }] },
      ],
    },
    { name: 'newer', environments: [{ name: 'one' }, { name: 'two' }] },
  ],
  databases: [{ name: 'second', plan: 'basic-256mb' }],
  envVarGroups: [
    {
      name: 'shared',
      envVars: [
        { key: 'KEPT', value: 'kept' },
        { key: 'CHANGED', value: 'two' },
        { key: 'ADDED', value: 'added' },
      ],
      'x-render-sync': { secretFiles: [{ name: 'a.txt', content: 'b' }] },
    },
  ],
  services: [
    { type: 'keyvalue', name: 'second-cache', plan: 'starter', ipAllowList: [] },
    {
      type: 'web',
      name: 'api',
      plan: 'starter',
      ...node,
      healthCheckPath: '/healthz',
      domains: ['api.example.com', 'www2.example.com'],
      envVars: [
        { fromGroup: 'shared' },
        { fromGroup: 'new-group' },
        { key: 'LEVEL', value: 'debug' },
        { key: 'EXTRA', value: 'more' },
        { key: 'TOKEN', generateValue: true },
        { key: 'DATABASE', fromDatabase: { name: 'main', property: 'connectionString' } },
      ],
      disk: { name: 'data', mountPath: '/data', sizeGB: 2 },
      'x-render-sync': {
        secretFiles: [{ name: 'c.txt', content: 'c' }],
        notifications: { send: 'failure' },
      },
    },
    {
      type: 'web',
      name: 'site',
      runtime: 'static',
      repo,
      branch: 'main',
      buildCommand: 'npm ci',
      staticPublishPath: 'public',
      headers: [{ path: '/*', name: 'X-Two', value: '2' }],
      routes: [
        { type: 'rewrite', source: '/c', destination: '/d' },
        { type: 'redirect', source: '/a', destination: '/b' },
      ],
    },
    {
      type: 'worker',
      name: 'jobs',
      plan: 'starter',
      ...image,
      scaling: { minInstances: 1, maxInstances: 3, targetCPUPercent: 60 },
    },
    { type: 'worker', name: 'many', plan: 'starter', ...image, numInstances: 2 },
    { type: 'worker', name: 'idle', plan: 'starter', ...image, 'x-render-sync': { suspended: true } },
    {
      type: 'pserv',
      name: 'store',
      plan: 'starter',
      ...image,
      disk: { name: 's', mountPath: '/s', sizeGB: 1 },
    },
    { type: 'pserv', name: 'wiped', plan: 'starter', ...image },
    {
      type: 'web',
      name: 'docs',
      runtime: 'static',
      repo,
      branch: 'main',
      buildCommand: 'npm ci',
      staticPublishPath: 'docs',
      headers: [{ path: '/*', name: 'X-One', value: '1' }],
      'x-render-sync': { notifications: { send: 'none' } },
    },
    { type: 'worker', name: 'brand-new', plan: 'starter', ...image },
    {
      type: 'pserv',
      name: 'search',
      plan: 'starter',
      ...image,
      envVars: [
        { fromGroup: 'shared' },
        {
          key: 'CACHE',
          fromService: { type: 'keyvalue', name: 'second-cache', property: 'connectionString' },
        },
      ],
    },
    {
      type: 'cron',
      name: 'nightly',
      plan: 'starter',
      schedule: '0 4 * * *',
      ...image,
      image: { url: 'docker.io/acme/api:1', creds: { fromRegistryCreds: { name: 'hub' } } },
    },
    {
      type: 'workflow',
      name: 'flow',
      runtime: 'node',
      repo,
      branch: 'main',
      buildCommand: 'npm ci',
      startCommand: 'node flow.js',
    },
  ],
  'x-render-sync': {
    prune: {
      kinds: [
        'databases',
        'disk',
        'domains',
        'environments',
        'envVarGroups',
        'envVars',
        'headers',
        'projects',
        'registryCredentials',
        'routes',
        'secretFiles',
        'services',
        'webhooks',
      ],
      scope: 'workspace',
    },
    webhooks: [
      { name: 'hook', url: 'https://hooks.example.com/one', enabled: false },
      { name: 'new-hook', url: 'https://hooks.example.com/three' },
    ],
    registryCredentials: [
      { name: 'hub', registry: 'docker', username: 'you' },
      { name: 'new-hub', registry: 'docker', username: 'me' },
    ],
    logStream: { endpoint: 'logs.example.com:6514', preview: 'drop' },
    notifications: { send: 'all' },
  },
})

const secrets = secretsOf(
  Object.fromEntries(['hub', 'gone-hub', 'new-hub'].map((name) => [`${name}/authToken`, `token of ${name}`])),
)
const wishes: PlanWishes = { confirmDestructive: true, maxDeletes: '100%' }

interface Asked {
  readonly method: string
  readonly path: string
}

/** How a run ended: what is left to do by its own words. */
interface Ended {
  /** Codes of what failed; what was held up by it is there as its event. Empty: all is done. */
  readonly failed: readonly string[]
  readonly asked: readonly Asked[]
  /** Virtual milliseconds. */
  readonly ms: number
}

/** A run that asks for more will not end. */
const mostRequests = 5_000

const workspace = (from?: State, start = Date.UTC(2026, 0, 1)) => {
  const clock = virtualClock(start)
  const emulator = judgedEmulator({
    limits: 'off',
    seed: 1,
    clock,
    durations: { build: 0.4, preDeploy: 0.2, update: 0.2, imagePull: 0.2, postgres: 0.5, keyValue: 0.5 },
    ...(from && { from }),
  })
  const asked: Asked[] = []
  const client = createClient({
    host: 'http://127.0.0.1:1/v1',
    apiKey: emulator.apiKey,
    clock,
    random: () => 0.5,
    fetch: async (url, init) => {
      asked.push({ method: String(init.method), path: new URL(url).pathname.replace('/v1', '') })
      if (asked.length > mostRequests) throw new Error('it does not end')
      return emulator.fetch(new Request(url, init))
    },
  })
  const planOf = async (text: string) => {
    const loaded = loadWish([{ name: 'render.yaml', text }], {})
    const session = await openSession({ client, clock, wanted: emulator.ownerId })
    return { session, planned: await session.plan(loaded, secrets, wishes) }
  }
  const run = async (text: string): Promise<Ended> => {
    const from = asked.length
    const began = clock.now()
    const failed = await runOnce(text).catch((error) => toProblems(error).map(({ code }) => code))
    return { failed, asked: asked.slice(from), ms: clock.now() - began }
  }
  const runOnce = async (text: string): Promise<readonly string[]> => {
    const { session, planned } = await planOf(text)
    const errors = planned.plan.problems.filter(({ severity }) => severity === 'error')
    if (errors.length > 0) throw new ProblemsError(errors)
    return (await collect(session.apply(planned))).flatMap(failedIn)
  }
  return { emulator, clock, run, left: async (text: string) => lines((await planOf(text)).planned.plan) }
}

const failedIn = (event: ApplyEvent): readonly string[] => {
  if (event.type === 'apply_errored') return [event.problem.code]
  return event.type === 'apply_skipped' || event.type === 'apply_stopped' ? [event.type] : []
}

/** What differs from run to run, and means nothing. */
const ofNoMeaning = /(At|^id|^slug|^url|^secret|^password|^cursor|^busy|^databaseName|^databaseUser)$/

/** Tables of what is there, without what has happened. */
const tables = [
  'services',
  'disks',
  'postgres',
  'keyValues',
  'envGroups',
  'projects',
  'environments',
  'webhooks',
  'registryCredentials',
  'workflows',
  'ownerLogStreams',
  'resourceLogStreams',
  'ownerNotifications',
  'notificationOverrides',
]

type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What is there, by names in place of ids: two workspaces of the same shape differ in nothing that anybody wants. */
const shapeOf = (emulator: Emulator): readonly string[] => {
  const state = emulator.state() as unknown as Readonly<Record<string, Rows>>
  const names = new Map(
    tables.flatMap((table) =>
      Object.values(state[table] ?? {}).map((row) => {
        const { name } = { ...(row as { name?: string }), ...(row.config as { name?: string } | undefined) }
        return [String(row.id), `${table}:${name ?? named(String(row.serviceId ?? ''), new Map())}`]
      }),
    ),
  )
  return tables
    .flatMap((table) =>
      Object.entries(state[table] ?? {}).map(
        ([id, row]) => `${table} ${names.get(id)} ${named(JSON.stringify(meaningOf(row)), names)}`,
      ),
    )
    .sort()
}

// A connection string has a password, which is made up.
const named = (text: string, names: ReadonlyMap<string, string>): string =>
  text
    .replace(/(rediss?|postgresql):\/\/[^@"]*@/g, '$1://')
    .replace(/[a-z]{3}-[0-9a-v]{20}(-[a-z])?/g, (id) => names.get(id) ?? 'an id')

/** Lists of what has a name are as good in any order, but for routes. */
const meaningOf = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map(meaningOf)
    const texts = items.map((item) => JSON.stringify(item))
    return texts.some((text) => text?.includes('"destination"')) ? items : texts.sort()
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !ofNoMeaning.test(key))
  return Object.fromEntries(entries.map(([key, inner]) => [key, meaningOf(inner)]))
}

/** How often each service was deployed, after the deploy that came with it. */
const deploysOf = (emulator: Emulator): Readonly<Record<string, number>> => {
  const state = emulator.state() as unknown as Readonly<Record<string, Rows>>
  const counts: Record<string, number> = {}
  for (const { serviceId } of Object.values(state.deploys ?? {})) {
    const { name = '' } = (state.services?.[String(serviceId)]?.config ?? {}) as { name?: string }
    counts[name] = (counts[name] ?? -1) + 1
  }
  return Object.fromEntries(Object.entries(counts).sort())
}

/** The workspace that everything begins with, and how the apply of everything goes where nothing goes wrong. */
export const reference = async () => {
  const first = workspace()
  const made = await first.run(before)
  const from = first.emulator.state()
  const start = first.clock.now() + 60_000
  const whole = workspace(from, start)
  const ended = await whole.run(after)
  const left = await whole.left(after)
  const { emulator } = whole
  return { made, from, start, ended, left, shape: shapeOf(emulator), deploys: deploysOf(emulator) }
}

export type Reference = Awaited<ReturnType<typeof reference>>

const answer = (text: string): RequestEffect => ({ does: 'answer', status: 200, text })

export const faults: Readonly<Record<string, RequestEffect>> = {
  '500': { does: 'answer', status: 500 },
  '503': { does: 'answer', status: 503 },
  '429': { does: 'answer', status: 429, retryAfter: 1 },
  reset: { does: 'reset' },
  timeout: { does: 'timeout' },
  'done, and its answer lost': { does: 'reset', after: 'work' },
  'answered 502, and done four seconds later': { does: 'answer', status: 502, worksAfter: 4000 },
  '503 with Retry-After, and done': { does: 'answer', status: 503, retryAfter: 2, after: 'work' },
  'a body cut short': { does: 'truncate' },
  'an empty 200': answer(''),
  '{}': answer('{}'),
  '[]': answer('[]'),
}

/** How a request fails: once, so that the run itself can go on, or again and again, so that another run has to. */
export type Mode = 'once' | 'again and again'

const withoutMadeUp = (row: string) => row.replace(/[\w+/]{43}=/g, 'made up')

const often = 60
const longest = 6 * 3_600_000

/** Whether nothing can tell what the fault says from the truth: that there is none of what was asked for. */
const isBelieved = ({ method }: Asked, effect: RequestEffect) =>
  method === 'GET' && effect.does === 'answer' && effect.text === '[]'

/**
 * Whether a write that was repeated, and deployed, is done once more behind the deploy: that looks like a write that is not
 * deployed, and the next run deploys it rather than believe that nothing has changed.
 */
const isLate = ({ method }: Asked, effect: RequestEffect) =>
  effect.worksAfter !== undefined && ['PUT', 'PATCH', 'DELETE'].includes(method)

/** What is wrong with how it ends where the request at this place fails so; empty: nothing. */
const wrongWith = async (
  { from, start, ended, shape, deploys }: Reference,
  place: number,
  effect: RequestEffect,
  mode: Mode,
): Promise<readonly string[]> => {
  const request = ended.asked[place] as Asked
  const { method, path } = request
  const isSame = (one: Asked) => one.method === method && one.path === path
  const nth = ended.asked.slice(0, place + 1).filter(isSame).length
  const nths = Array.from({ length: mode === 'once' ? 1 : often }, (_, more) => nth + more)
  const { emulator, clock, run, left } = workspace(from, start)
  emulator.setFaults([{ request: `${method} ${path}`, nth: nths, ...effect }])
  const first = await run(after)
  emulator.setFaults([])
  // Whatever was to be done later is done by then.
  await clock.sleep(60_000)
  const isDone = first.failed.length === 0
  const isTrue = isDone && !isBelieved(request, effect) && !isLate(request, effect)
  const second = isTrue ? undefined : await run(after)
  // A service whose variables are said for ever to be none has its made-up value made up again.
  const isForgiven = mode !== 'once' && isBelieved(request, effect)
  const told = (all: readonly string[]) => (isForgiven ? all.map(withoutMadeUp) : all)
  const rows = told(shapeOf(emulator))
  const wanted = told(shape)
  const again = second?.failed ?? []
  return [
    ...first.failed.filter((code) => code === 'defect'),
    ...(first.ms > longest ? [`it took ${first.ms} ms`] : []),
    ...again.map((code) => `the run after it: ${code}`),
    ...(await left(after)).map((line) => `left: ${line}`),
    ...rows.filter((row) => !wanted.includes(row)).map((row) => `too much: ${row}`),
    ...wanted.filter((row) => !rows.includes(row)).map((row) => `missing: ${row}`),
    ...(rows.length === shape.length ? [] : [`${rows.length} in place of ${shape.length}`]),
    ...(isTrue && JSON.stringify(deploysOf(emulator)) !== JSON.stringify(deploys)
      ? [`deployed ${JSON.stringify(deploysOf(emulator))}`]
      : []),
  ]
}

/** The matrix of one mode, fault by fault. `count`: how many cells there are, each of which was tried. */
export const cellsOf = async (known: Reference, effect: RequestEffect, mode: Mode) => {
  const bad: string[] = []
  let count = 0
  for (const [place, { method, path }] of known.ended.asked.entries()) {
    const wrong = await wrongWith(known, place, effect, mode)
    count++
    if (wrong.length > 0) bad.push(`${place} ${method} ${path}: ${wrong.join('; ')}`)
  }
  return { count, bad }
}
