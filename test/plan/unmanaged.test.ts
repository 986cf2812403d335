/** What is live and not in the file: listed, and left alone. */
import { expect, test } from 'vitest'
import { narrow, type PlanWishes } from '../../src/index.ts'
import { bench, failures } from '../support/workspace.ts'

const live = `services:
  - type: web
    name: api
    runtime: docker
    envVars: [{ key: A, value: a }, { key: B, value: b }, { fromGroup: shared }]
    domains: [one.example.com, two.example.com]
  - { type: worker, name: jobs, runtime: docker }
databases:
  - { name: main, readReplicas: [{ name: reader }] }
envVarGroups:
  - { name: shared, envVars: [{ key: C, value: c }] }
`
const api = (more: string) => `services:\n  - type: web\n    name: api\n    runtime: docker\n${more}`
const others = ['database/main', 'group/shared', 'service/jobs']

test.each<[string, string, readonly string[]]>([
  ['nothing, when the file has it all', live, []],
  ['resources, and what the lists tell of a declared one', api(''), [...others, 'service/api/group/shared']],
  [
    'variables and links, of a service that declares a variable',
    api('    envVars: [{ key: A, value: a }]\n'),
    [...others, 'service/api/env/B', 'service/api/group/shared'],
  ],
  [
    'variables, of a service that declares a link',
    api('    envVars: [{ fromGroup: shared }]\n'),
    [...others, 'service/api/env/A', 'service/api/env/B'],
  ],
  [
    'domains, of a service that declares some',
    api('    domains: [two.example.com]\n'),
    [...others, 'service/api/domain/one.example.com', 'service/api/group/shared'],
  ],
  [
    'no redirect that Render has made',
    api('    domains: [one.example.com, two.example.com]\n'),
    [...others, 'service/api/group/shared'],
  ],
])('%s', async (_, text, expected) => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  const { plan, known } = await it.plan(text)
  expect(plan.unmanaged.map(({ address }) => address).sort()).toEqual([...expected].sort())
  for (const { address, id } of plan.unmanaged) expect(id).toBe(known.get(address)?.record.id)
})

test('is nothing that this run leaves out of the file', async () => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  const { plan } = await it.plan(live, {
    adjust: (desired) => narrow(desired, { targets: ['service/jobs'] }).desired,
  })
  expect(plan.unmanaged).toEqual([])
})

test('is not what goes: resources, and items of those that stay', async () => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  const text = api('    envVars: [{ key: A, value: a }]\n')
  const wishes: PlanWishes = {
    prune: ['envVars', 'services'],
    pruneScope: 'workspace',
    confirmDestructive: true,
    maxDeletes: '100%',
  }
  const { plan } = await it.plan(text, { wishes })
  expect(plan.unmanaged.map(({ address, prunedBy }) => `${address} ${prunedBy}`).toSorted()).toEqual([
    'database/main --prune databases',
    'group/shared --prune envVarGroups',
    'service/api/group/shared --prune groupLinks',
  ])
})

test('tells with which flags it would go: where it stands, and what the file prunes already', async () => {
  const it = bench()
  const project = (name: string, service: string) =>
    `  - name: ${name}\n    environments:\n      - name: live\n        services: [{ type: worker, name: ${service}, runtime: docker }]\n`
  const file = (...projects: readonly string[]) => `projects:\n${projects.join('')}`
  const one = project('one', 'first')
  expect(failures(await it.apply(`${file(one, project('two', 'second'))}${live}`))).toEqual([])
  const { plan } = await it.plan(file(one.replace(/ {8}services.*\n/, '')))
  expect(plan.unmanaged.map(({ address, prunedBy }) => `${address} ${prunedBy}`).toSorted()).toEqual([
    'database/main --prune databases --prune-scope ungrouped',
    'environment/two/live --prune environments --prune-scope workspace',
    'group/shared --prune envVarGroups --prune-scope ungrouped',
    'project/two --prune projects --prune-scope workspace',
    'service/api --prune services --prune-scope ungrouped',
    'service/first --prune services',
    'service/jobs --prune services --prune-scope ungrouped',
    'service/second --prune services --prune-scope workspace',
  ])
})
