/** What is deleted with its data is looked for once more in the variables of all that stays. */
import { expect, test } from 'vitest'
import type { PlanWishes } from '../../src/index.ts'
import { bench, failures, lines } from '../support/workspace.ts'

const api = (variables: string) =>
  `services:\n  - { type: web, name: api, runtime: docker, plan: starter${variables} }\n`
const user = ', envVars: [{ key: DB, fromDatabase: { name: main, property: connectionString } }]'
const live = `${api(user)}databases: [{ name: main }]\n`
const file = api('')
const wishes: PlanWishes = {
  prune: ['databases'],
  pruneScope: 'workspace',
  confirmDestructive: true,
  maxDeletes: '100%',
}

test('a database that a variable leads to stays, where the plan was told that there is none', async () => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  expect(lines((await it.plan(file, { wishes })).plan)).toEqual([])

  const variables = it.sent.find(({ path }) => path.endsWith('/env-vars'))?.path
  it.emulator.setFaults([{ request: `GET ${variables}`, nth: 1, does: 'answer', status: 200, text: '[]' }])
  expect(failures(await it.apply(file, { wishes }))).toEqual([
    'database/main is not deleted: service/api refers to it, which the plan did not see',
  ])
  expect(it.sent.filter(({ method }) => method === 'DELETE')).toEqual([])
})

test('one that nothing leads to by then goes', async () => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  const unset = { ...wishes, prune: ['databases', 'envVars'] }
  expect(failures(await it.apply(api(', envVars: []'), { wishes: unset }))).toEqual([])
  expect(it.sent.filter(({ method }) => method === 'DELETE').map(({ path }) => path.split('/')[1])).toEqual([
    'services',
    'postgres',
  ])
})

test('services that refer to each other go together, also with a disk', async () => {
  const other = (name: string) =>
    `, envVars: [{ key: OTHER, fromService: { type: web, name: ${name}, property: hostport } }]`
  const disk = ', disk: { name: data, mountPath: /data, sizeGB: 10 }'
  const web = (name: string, more: string) =>
    `  - { type: web, name: ${name}, runtime: docker, plan: starter${more} }\n`
  const it = bench()
  const both = `services:\n${web('one', disk + other('two'))}${web('two', other('one'))}`
  expect(failures(await it.apply(both))).toEqual([])
  const all = { ...wishes, prune: ['services'] }
  expect(failures(await it.apply('databases: [{ name: main }]\n', { wishes: all }))).toEqual([])
})
