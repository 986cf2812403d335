/** When what a plan rests on has changed. */
import { expect, test } from 'vitest'
import { restsOf } from '../../src/plan/digests/rests.ts'
import { fingerprintOf, saysOf } from '../../src/plan/index.ts'
import { type Bench, bench, failures } from '../support/workspace.ts'

const worker = (name: string, more: object = {}) => ({ type: 'worker', name, runtime: 'docker', ...more })
const variables = { envVars: [{ key: 'A', value: 'a' }] }
const file = (...services: readonly object[]) => JSON.stringify({ services })
const wanted = file(worker('jobs', { plan: 'starter', ...variables }), worker('new'))
const live = file(
  worker('jobs', { plan: 'starter', envVars: [...variables.envVars, { key: 'B', value: 'b' }] }),
  worker('other'),
)

const idOf = async (it: Bench, name: string) => (await it.plan(live)).known.id(`service/${name}`)
const send = async (
  it: Bench,
  method: 'PUT' | 'PATCH' | 'DELETE',
  name: string,
  part: string,
  body?: unknown,
) => it.client.send({ method, path: `/services/${await idOf(it, name)}${part}`, body })

test.each<[string, (it: Bench) => Promise<unknown>, boolean]>([
  ['nothing', async () => {}, false],
  ['a field', (it) => send(it, 'PATCH', 'jobs', '', { serviceDetails: { plan: 'pro' } }), true],
  ['a variable', (it) => send(it, 'PUT', 'jobs', '/env-vars/A', { value: 'other' }), true],
  ['a variable that is gone', (it) => send(it, 'DELETE', 'jobs', '/env-vars/A'), true],
  [
    'a variable that the file does not name',
    (it) => send(it, 'PUT', 'jobs', '/env-vars/B', { value: 'other' }),
    false,
  ],
  ['another resource', (it) => send(it, 'PUT', 'other', '/env-vars/A', { value: 'other' }), false],
  [
    'a resource of the same name and content',
    async (it) => {
      await send(it, 'DELETE', 'jobs', '')
      await it.apply(live)
    },
    true,
  ],
  [
    'a resource of another kind',
    async (it) => {
      await send(it, 'DELETE', 'jobs', '')
      await it.apply(file({ ...worker('jobs'), type: 'pserv' }))
    },
    true,
  ],
  ['a resource that has come to be', (it) => it.apply(file(worker('new'))), true],
])('what changed is %s', async (_, deed, changes) => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  const before = fingerprintOf((await it.plan(wanted)).plan)
  await deed(it)
  expect(fingerprintOf((await it.plan(wanted)).plan) !== before).toBe(changes)
})

test('a deploy that failed changes what is said, and one that went well nothing', async () => {
  const it = bench({ faults: [{ deploy: 'jobs', nth: 3, does: 'build_failed' }] })
  expect(failures(await it.apply(live))).toEqual([])
  const now = async () => {
    const { plan } = await it.plan(wanted)
    return { rests: fingerprintOf(plan), says: saysOf(plan) }
  }
  const next = async () => {
    const path = `/services/${await idOf(it, 'jobs')}/deploys`
    await it.client.send({ method: 'POST', path, body: {}, whenLost: 'repeat' })
    await it.clock.sleep(100_000)
    return now()
  }
  const before = await now()
  expect(await next()).toEqual(before)
  const after = await next()
  expect(after.rests).toBe(before.rests)
  const said = Object.keys(after.says).filter((unit) => !(unit in before.says))
  expect(said).toEqual(['service/jobs/deploy'])
})

test('nobody can make a digest of a hidden value without the key', async () => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  await send(it, 'PUT', 'jobs', '/env-vars/A', { value: 'other' })
  const { changes } = (await it.plan(wanted)).plan
  const unit = 'service/jobs/env/A#value'
  const [one, other, none] = ['one', 'other', undefined].map((key) => restsOf(changes, [], key))
  expect(one?.hidden?.[unit]).toMatch(/^[0-9a-f]{64}$/)
  expect(one?.hidden?.[unit]).not.toBe(other?.hidden?.[unit])
  expect(one?.live).toEqual(none?.live)
  expect(none).toEqual({ live: expect.not.objectContaining({ [unit]: expect.anything() }), unobserved: [] })
})
