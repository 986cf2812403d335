/** What moved between a plan and its apply, and what becomes of it: docs/saved-plans.md as a table. */
import { expect, test } from 'vitest'
import { type Bench, bench, failures, lines } from '../support/workspace.ts'
import { again, carryOut, type Keeping, keep, verdict } from './keeping.ts'

const web = (name: string, more: object = {}) => ({
  type: 'web',
  name,
  runtime: 'node',
  plan: 'starter',
  region: 'oregon',
  buildCommand: 'npm ci',
  startCommand: 'node server.js',
  ...more,
})
const vars = (values: Readonly<Record<string, string>>) => ({
  envVars: Object.entries(values).map(([key, value]) => ({ key, value })),
})
const file = (services: readonly object[], more: object = {}) => JSON.stringify({ services, ...more })

const live = file([
  web('api', { plan: 'starter', ...vars({ LEVEL: 'live', SAME: 'same', GONE: 'gone' }) }),
  web('jobs', vars({ KEPT: 'kept' })),
  web('old'),
  web('files', { disk: { name: 'data', mountPath: '/data', sizeGB: 10 } }),
])
const wanted = file([
  web('api', { plan: 'standard', ...vars({ LEVEL: 'debug', SAME: 'same', NEW: 'new' }) }),
  web('jobs', vars({ KEPT: 'kept' })),
  web('new', vars({ FIRST: '1', SECOND: '2' })),
  web('files'),
])
/** What the file does not have of the services that it declares goes, and one service outside of all projects. */
const pruning = {
  wishes: {
    prune: ['services', 'envVars'],
    pruneScope: 'workspace',
    confirmDestructive: true,
    maxDeletes: 5,
  },
} as const

const idOf = async (it: Bench, name: string) => (await it.plan(live)).known.id(`service/${name}`)
const send = async (
  it: Bench,
  method: 'PUT' | 'PATCH' | 'DELETE',
  name: string,
  part: string,
  body?: unknown,
) => it.client.send({ method, path: `/services/${await idOf(it, name)}${part}`, body })
const patch = (name: string, details: object) => (it: Bench) =>
  send(it, 'PATCH', name, '', { serviceDetails: details })
const put = (name: string, key: string, value: string) => (it: Bench) =>
  send(it, 'PUT', name, `/env-vars/${key}`, { value })
const remove =
  (name: string, part = '') =>
  (it: Bench) =>
    send(it, 'DELETE', name, part)
const make =
  (...services: readonly object[]) =>
  (it: Bench) =>
    it.apply(file(services))

const onDisk = file([web('files', { disk: { name: 'data', mountPath: '/data', sizeGB: 10 } })])
const clearing = { wishes: { prune: ['disk'], confirmDestructive: true } } as const

const key = { planKey: 'a key of all who plan' }

type Deed = (it: Bench) => Promise<unknown>

const both =
  (...deeds: readonly Deed[]): Deed =>
  async (it) => {
    for (const deed of deeds) await deed(it)
  }

const withoutDisk: Deed = async (it) => {
  const disk = (await it.plan(onDisk)).known.get('service/files')?.parts.get('disk')?.get('')
  await it.client.send({ method: 'DELETE', path: `/disks/${(disk as { id: string }).id}` })
}

const goesOn = /^goes on$/
const stale = (what: string) => new RegExp(`^stale-plan: .*${what}`)

const table: [string, Deed, RegExp, Keeping?][] = [
  ['nothing', async () => {}, goesOn],
  // a field that the plan changes
  ['its field has a third value', patch('api', { plan: 'pro' }), stale('service/api .*: plan is pro')],
  ['its field has the value that it gives it', patch('api', { plan: 'standard' }), goesOn],
  // one that it leaves alone
  ['a field that it leaves alone', patch('jobs', { plan: 'pro' }), stale('service/jobs .*: plan is pro')],
  ['a field that no file has', patch('jobs', { healthCheckPath: '/up' }), goesOn],
  // variables
  ['its variable has a third value', put('api', 'LEVEL', 'third'), goesOn],
  [
    'its variable has a third value, with the key',
    put('api', 'LEVEL', 'third'),
    stale('env/LEVEL is another one'),
    key,
  ],
  ['its variable has the value that it gives it', put('api', 'LEVEL', 'debug'), goesOn],
  ['its variable has that value, with the key', put('api', 'LEVEL', 'debug'), goesOn, key],
  ['its variable is gone', remove('api', '/env-vars/LEVEL'), stale('env/LEVEL is not there any more')],
  ['a variable that it leaves alone', put('api', 'SAME', 'third'), stale('env/SAME is another one')],
  [
    'a variable that it leaves alone is gone',
    remove('jobs', '/env-vars/KEPT'),
    stale('env/KEPT is not there'),
  ],
  [
    'the variable that it makes has another value',
    put('api', 'NEW', 'third'),
    stale('env/NEW is another one'),
  ],
  ['the variable that it makes is made', put('api', 'NEW', 'new'), goesOn],
  ['a variable that it deletes is gone', remove('api', '/env-vars/GONE'), goesOn, pruning],
  ['a variable that it deletes has another value', put('api', 'GONE', 'third'), goesOn, pruning],
  [
    'a variable that it deletes has another value, with the key',
    put('api', 'GONE', 'third'),
    stale('env/GONE has changed, or is another one'),
    { ...pruning, ...key },
  ],
  ['a variable that no file has', put('api', 'MORE', 'more'), goesOn],
  [
    'a variable that it would delete',
    put('api', 'MORE', 'more'),
    stale('env/MORE would be deleted'),
    pruning,
  ],
  // what holds data
  ['the disk that it deletes is gone', withoutDisk, goesOn, clearing],
  [
    'the disk that it deletes is another one, which looks the same',
    both(withoutDisk, (it) => it.apply(onDisk)),
    stale('service/files .*: disk has changed, or is another one'),
    clearing,
  ],
  // resources
  ['a service is gone', remove('jobs'), stale('service/jobs .*: it is not there any more')],
  [
    'a service is another one of the same name',
    both(remove('jobs'), make(web('jobs', vars({ KEPT: 'kept' })))),
    stale('service/jobs .*: it is another one under the same name'),
  ],
  [
    'a service is renamed',
    (it) => send(it, 'PATCH', 'jobs', '', { name: 'tasks' }),
    stale('service/jobs .* not there'),
  ],
  ['a service that it makes is made', make(web('new', vars({ FIRST: '1', SECOND: '2' }))), goesOn],
  ['half of a service that it makes is made', make(web('new', vars({ FIRST: '1' }))), goesOn],
  [
    'a service that it makes is made otherwise',
    make(web('new', { plan: 'pro' })),
    stale('service/new .*: plan is pro'),
  ],
  ['a service that no file has', make(web('other')), goesOn],
  ['a service that it would delete', make(web('other')), stale('service/other .* would be deleted'), pruning],
  ['a service that it deletes is gone', remove('old'), goesOn, pruning],
  [
    'a service that it deletes has changed',
    patch('old', { plan: 'pro' }),
    stale('service/old .* has changed'),
    pruning,
  ],
]

test.each(table)('what moved: %s', async (_, deed, expected, keeping = {}) => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  const saved = await keep(it, wanted, keeping)
  await deed(it)
  expect(await verdict(it, saved, keeping)).toMatch(expected)
  if (expected !== goesOn) return
  expect(failures(await carryOut(it, saved, keeping))).toEqual([])
  expect(await verdict(it, saved, keeping)).toBe('done')
  expect(lines((await it.plan(wanted)).plan)).toEqual([])
})

test('a plan whose deploy failed is applied again, and deploys again', async () => {
  const it = bench({ faults: [{ deploy: 'api', nth: 2, does: 'build_failed' }] })
  await it.apply(live)
  const saved = await keep(it, wanted)
  expect(failures(await carryOut(it, saved))).toEqual([expect.stringContaining('build')])
  const { plan } = await again(it, saved)
  expect(lines(plan)).toEqual(['update service/api (deploys)'])
  expect(failures(await carryOut(it, saved))).toEqual([])
  expect(await verdict(it, saved)).toBe('done')
})

test('a deploy that the plan does not say is none of it', async () => {
  const it = bench({ faults: [{ deploy: 'jobs', nth: 2, does: 'build_failed' }] })
  await it.apply(live)
  const saved = await keep(it, wanted)
  const path = `/services/${await idOf(it, 'jobs')}/deploys`
  await it.client.send({ method: 'POST', path, body: {}, whenLost: 'repeat' })
  await it.clock.sleep(100_000)
  expect(await verdict(it, saved)).toMatch(stale('service/jobs .* would be deployed'))
})

test.each<[string, Keeping, Keeping, string]>([
  ['none where it is applied', key, {}, 'RENDER_SYNC_PLAN_KEY is not set here'],
  ['another one where it is applied', key, { planKey: 'a key of somebody else' }, 'is another one here'],
  ['none where it was planned', {}, key, ''],
])('a variable has a third value, and there is %s', async (_, first, then, note) => {
  const it = bench()
  await it.apply(live)
  const saved = await keep(it, wanted, first)
  await put('api', 'LEVEL', 'third')(it)
  const { plan } = await again(it, saved, then)
  const notes = plan.problems.filter(({ code }) => code === 'plan-key').map(({ message }) => message)
  expect(notes).toEqual(note === '' ? [] : [expect.stringContaining(note)])
})
