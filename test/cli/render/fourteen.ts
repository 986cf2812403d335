/** The plans that every format is held against: from nothing to do to names that are out for trouble. */
import { type DriftView, driftView, type PlanView, planView } from '../../../cli/render/view/index.ts'
import { driftOf, loadWish, openSession, type Planned } from '../../../src/index.ts'
import { type Bench, bench } from '../../support/workspace.ts'
import { service, services } from '../stage.ts'

/** What a reader counts, by hand. */
interface Counts {
  readonly add: number
  readonly change: number
  readonly destroy: number
  readonly error: number
  readonly warning: number
  readonly note: number
  readonly unobserved: number
  /** Changes that destroy data. */
  readonly losing: number
}

interface Case {
  readonly name: string
  readonly counts: Counts
  readonly view: () => Promise<PlanView>
}

const nothing: Counts = {
  add: 0,
  change: 0,
  destroy: 0,
  error: 0,
  warning: 0,
  note: 0,
  unobserved: 0,
  losing: 0,
}

const beside = { digest: 'd1'.repeat(32), commit: `${'c0ffee'.repeat(6)}c0ff` }
const place = (settings = {}) => bench({ ownerName: 'Acme', ...settings })

type Wishes = NonNullable<Parameters<Bench['plan']>[1]>['wishes']

const from = async (file: string, live?: string, wishes: Wishes = {}): Promise<PlanView> => {
  const it = place()
  if (live !== undefined) await it.apply(live)
  return planView((await it.plan(file, { wishes })).plan, beside)
}

const vars = (level: string) => `envVars: [{ key: LEVEL, value: ${level} }]`
const database = (more = '') => `databases:\n  - { name: main, plan: basic-1gb, diskSizeGB: 10${more} }\n`
const shop =
  services(
    service(
      'api',
      'envVars:\n  - key: DATABASE_URL\n    fromDatabase: { name: main, property: connectionString }',
    ),
    service('worker'),
  ) + database()
const pruning = (file: string) =>
  `x-render-sync: { prune: { kinds: [services, databases], scope: workspace } }\n${file}`

/** Markdown, HTML, the terminal, GitHub's runner, and what turns text round: each would like to be more than text. */
export const hostile = [
  '](https://evil.example) **b** `c` | @team #1 <img src=x onerror=alert(1)>',
  '</details></code></pre><script>alert(1)</script>"\'',
  '\u001b[31m\u001b]0;title\u0007\u009b2J',
  '::set-output name=a::b ##[set-env name=A]b ##vso[task.complete]',
  '\u202eright to left\u200f',
  '```\n````\n-->\n<!-- x',
  'w'.repeat(10_000),
]

export const hostileFile = (part: (text: string, index: number) => string = (text) => text): string =>
  JSON.stringify({
    services: [
      {
        type: 'web',
        name: part(`a ${hostile[0]}`, 0),
        runtime: 'node',
        plan: 'starter',
        region: 'oregon',
        repo: 'https://github.com/acme/app',
        buildCommand: part(hostile.join(' '), 1),
        startCommand: part(hostile[3] ?? '', 2),
        envVars: hostile.map((value, index) => ({ key: `KEY_${index}`, value: part(value, index) })),
      },
    ],
    envVarGroups: hostile.slice(0, 6).map((name, index) => ({
      name: part(`${name} ${index}`, index),
      envVars: [{ key: 'A', value: name }],
    })),
  })

const unobserved = async (): Promise<PlanView> => {
  const it = place({ keys: [{ name: 'scoped', levels: { all: 'write', 'env-vars': 'none' } }] })
  const file = services(service('api', vars('info')), service('web'))
  await it.apply(file)
  const { desired } = loadWish([{ name: 'render.yaml', text: file.replace('starter', 'standard') }], {})
  const client = it.clientWith(it.emulator.keys.scoped ?? '')
  const session = await openSession({ client, clock: it.clock, wanted: it.emulator.ownerId })
  return planView((await session.plan({ desired, problems: [] })).plan, beside)
}

const halfDone = async (): Promise<PlanView> => {
  const it = place({
    intercept: ({ method, path }: { method: string; path: string }) =>
      method === 'POST' && path === '/env-groups' && 402,
  })
  const file = `${services(service('api', 'envVars: [{ fromGroup: shared }]'), service('web'))}envVarGroups: [{ name: shared, envVars: [{ key: A, value: a }] }]\n`
  await it.apply(file)
  return planView((await it.plan(file)).plan, beside)
}

export const cases: readonly Case[] = [
  { name: 'none', counts: nothing, view: () => from(shop, shop) },
  { name: 'create-all', counts: { ...nothing, add: 3 }, view: () => from(shop) },
  {
    name: 'update-one-field',
    counts: { ...nothing, change: 1 },
    view: () => from(shop.replace('plan: starter', 'plan: standard'), shop),
  },
  {
    name: 'replace-refused',
    counts: { ...nothing, add: 1, destroy: 1, error: 1, losing: 1 },
    view: () => from(database(', region: ohio'), database()),
  },
  {
    name: 'replace-allowed',
    counts: { ...nothing, add: 1, destroy: 1, warning: 1, losing: 1 },
    view: () =>
      from(database(', region: ohio'), database(), {
        allowReplace: ['database/main'],
        confirmDestructive: true,
      }),
  },
  {
    name: 'delete-guarded',
    counts: { ...nothing, destroy: 1, error: 1, losing: 1 },
    view: () => from(pruning(services(service('api'))), services(service('api')) + database()),
  },
  {
    name: 'delete',
    counts: { ...nothing, change: 1, destroy: 2, losing: 1 },
    view: () =>
      from(
        pruning(services(service('api', vars('debug')))),
        services(service('api', vars('info')), service('jobs')) + database(),
        { confirmDestructive: true },
      ),
  },
  {
    name: 'secrets-missing',
    counts: { ...nothing, add: 1, error: 2 },
    view: () =>
      from(services(service('api', 'envVars: [{ key: TOKEN, sync: false }, { key: KEY, sync: false }]'))),
  },
  {
    name: 'cycle',
    counts: { ...nothing, add: 2 },
    view: () => {
      const other = (name: string) =>
        `envVars:\n  - key: OTHER\n    fromService: { type: web, name: ${name}, property: hostport }`
      return from(services(service('one', other('two')), service('two', other('one'))))
    },
  },
  {
    name: 'huge',
    counts: { ...nothing, add: 45 },
    view: () =>
      from(services(...Array.from({ length: 45 }, (_, at) => service(`web-${at}`, vars('v'.repeat(60)))))),
  },
  { name: 'hostile-names', counts: { ...nothing, add: 7 }, view: () => from(hostileFile()) },
  { name: 'not-observed', counts: { ...nothing, change: 1, unobserved: 1 }, view: unobserved },
  // The group was refused, and what takes from it held up; the other service is there.
  { name: 'partial-failure', counts: { ...nothing, add: 2 }, view: halfDone },
]

/** The one that is a drift: a resource that differs, one that is missing, and what is in no file. */
export const drifted = async (): Promise<DriftView> => {
  const it = place()
  await it.apply(services(service('api', vars('debug')).replace('starter', 'standard'), service('theirs')))
  const made: Planned = await it.plan(services(service('api', vars('info')), service('web')))
  return driftView(driftOf(made, { now: 0 }))
}

export const driftCounts = { different: 1, missing: 1, unmanaged: 1 }
