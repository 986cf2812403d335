/** When what a plan rests on has changed. */
import { expect, test } from 'vitest'
import { fingerprint } from '../../src/plan/fingerprint.ts'
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
  const before = (await it.plan(wanted)).plan.fingerprint
  await deed(it)
  expect((await it.plan(wanted)).plan.fingerprint !== before).toBe(changes)
})

test('a deploy that failed changes it, and one that went well does not', async () => {
  const it = bench({ faults: [{ deploy: 'jobs', nth: 3, does: 'build_failed' }] })
  expect(failures(await it.apply(live))).toEqual([])
  const next = async () => {
    const path = `/services/${await idOf(it, 'jobs')}/deploys`
    await it.client.send({ method: 'POST', path, body: {}, whenLost: 'repeat' })
    await it.clock.sleep(100_000)
    return (await it.plan(wanted)).plan.fingerprint
  }
  const before = (await it.plan(wanted)).plan.fingerprint
  expect([await next(), await next()]).toEqual([before, expect.not.stringContaining(before)])
})

test('nobody can make it without the key', async () => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  const { changes } = (await it.plan(wanted)).plan
  expect(fingerprint(changes, 'one')).toMatch(/^[0-9a-f]{64}$/)
  expect(fingerprint(changes, 'one')).not.toBe(fingerprint(changes, 'other'))
})
