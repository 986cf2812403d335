/** What a plan takes away: it is written down before it goes. */
import { describe, expect, test } from 'vitest'
import type { PlanWishes } from '../../src/index.ts'
import { goneIn } from '../../src/pull/gone.ts'
import { bench, failures } from '../support/workspace.ts'

const web = (more = '') =>
  `services:\n  - { type: web, name: api, runtime: docker, plan: starter, region: oregon${more} }\n`
const database = (...replicas: readonly string[]) =>
  `databases:\n  - { name: main, plan: basic-1gb, readReplicas: [${replicas.map((name) => `{ name: ${name} }`).join(', ')}] }\n`

const sorted = (items: ReadonlyMap<string, readonly string[]>) =>
  Object.fromEntries([...items].map(([aspect, keys]) => [aspect, keys.toSorted()]))

/** Resource by resource: all of it, or these rows and items. */
const taken = async (live: string, file: string, prune: readonly string[] = []) => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  const wishes: PlanWishes = { prune, pruneScope: 'workspace' }
  const { plan } = await it.plan(file, { wishes })
  return goneIn(plan).map(({ live: { address }, part }) => [
    address,
    part ? { rows: part.rows, items: sorted(part.items) } : 'all',
  ])
}

describe('taken away is', () => {
  const vars = (...keys: readonly string[]) =>
    `envVars: [${keys.map((key) => `{ key: ${key}, value: ${key} }`).join(', ')}]`
  test.each<[string, string, string, readonly string[], readonly unknown[]]>([
    ['nothing of what is made', database(), web(), [], []],
    ['nothing of what stays as it is', web(), web(), ['envVars'], []],
    [
      'nothing by a field that changes',
      web(', autoDeployTrigger: off'),
      web(', autoDeployTrigger: commit'),
      [],
      [],
    ],
    ['what is deleted', database(), web(), ['databases'], [['database/main', 'all']]],
    ['what is made anew', web(), web().replace('oregon', 'ohio'), [], [['service/api', 'all']]],
    [
      'items, part by part, and none that changes or is made',
      web(`, domains: [a.example.com], ${vars('A', 'B', 'C')}`),
      web(`, domains: [b.example.com], ${vars('A', 'D').replace('value: A', 'value: a')}`),
      ['envVars', 'domains'],
      [['service/api', { rows: [], items: { domains: ['a.example.com'], envVars: ['B', 'C'] } }]],
    ],
    [
      'a field whose change takes data along',
      database('reader', 'report'),
      database('reader'),
      [],
      [['database/main', { rows: ['readReplicas'], items: {} }]],
    ],
    ['nothing by such a field that only adds', database('reader'), database('reader', 'report'), [], []],
  ])('%s', async (_title, live, file, prune, expected) => {
    expect(await taken(live, file, prune)).toEqual(expected)
  })
})
