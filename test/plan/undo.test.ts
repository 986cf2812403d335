/** The way back from a change: what is put back, what stays, and why. */
import { describe, expect, test } from 'vitest'
import type { Update } from '../../src/change.ts'
import type { PlanWishes } from '../../src/index.ts'
import { asItWas, itemRequests, undoOf, updateOf } from '../../src/plan/index.ts'
import { failures, lines } from '../support/workspace.ts'
import { benches } from './said.ts'

const having = benches()

/** What is said of the way back, and what still differs from the file of before once it is gone. */
const back = async (live: string, wanted: string, prune: readonly string[] = []) => {
  const it = await having(live)
  const wishes: PlanWishes = { prune: [...prune], confirmDestructive: true }
  const { plan } = await it.plan(wanted, { wishes })
  const change = plan.changes.find((one): one is Update => one.action === 'update')
  if (!change) throw new Error('nothing is updated')
  expect(failures(await it.apply(wanted, { wishes }))).toEqual([])
  const { known } = await it.plan(wanted, { wishes })
  const now = known.get(change.address)
  if (!now) throw new Error('it is gone')
  const undo = undoOf(change, now)
  const context = { owner: known.workspace.id, id: (address: string) => known.id(address) }
  const update = updateOf(undo.change, now.record, context)
  const written = undo.change.items.filter(({ action }) => action !== 'none')
  const items = itemRequests(undo.change, now.record, written, asItWas, context)
  for (const request of [...(update ? [update] : []), ...items]) await it.client.send(request)
  return {
    undone: undo.undone,
    stays: undo.stays.map(({ what, why }) => `${what}: ${why}`),
    left: lines((await it.plan(live)).plan),
  }
}

const api = (more = '') =>
  `services:\n  - { type: web, name: api, runtime: docker, plan: starter, branch: main${more} }\n`
const site = (more: string) =>
  `services:\n  - { type: web, name: site, runtime: static, staticPublishPath: .${more} }\n`
const vars = (values: Readonly<Record<string, string>>) =>
  `, envVars: [${Object.entries(values)
    .map(([key, value]) => `{ key: ${key}, value: ${value} }`)
    .join(', ')}]`
const headers = (...names: readonly string[]) =>
  `, headers: [${names.map((name) => `{ path: /*, name: ${name}, value: ${name} }`).join(', ')}]`
const routes = (...sources: readonly string[]) =>
  `, routes: [${sources.map((source) => `{ type: rewrite, source: ${source}, destination: /index.html }`).join(', ')}]`
const disk = (size: number) => `, disk: { name: d, mountPath: /d, sizeGB: ${size} }`
interface Back {
  readonly undone: readonly string[]
  readonly stays?: readonly string[]
  /** Default: nothing. */
  readonly left?: readonly string[]
}

describe('the way back from', () => {
  test.each<[string, string, string, readonly string[], Back]>([
    [
      'fields and variables',
      api(`, healthCheckPath: /up${vars({ A: 'a', B: 'b' })}`),
      api(`, healthCheckPath: /down${vars({ A: 'a', B: 'c', C: 'c' })}`),
      [],
      { undone: ['healthCheckPath', 'env/B', 'env/C'], left: ['update service/api (deploys)'] },
    ],
    [
      'a name',
      api(),
      api(', x-render-sync: { renamedFrom: api }').replace('name: api', 'name: web'),
      [],
      { undone: ['name'] },
    ],
    [
      'what was not set',
      api(),
      api(
        ', dockerCommand: run, healthCheckPath: /up, preDeployCommand: prepare, maxShutdownDelaySeconds: 60',
      ),
      [],
      { undone: ['dockerCommand', 'preDeployCommand', 'maxShutdownDelaySeconds', 'healthCheckPath'] },
    ],
    [
      'variables that were deleted',
      api(vars({ A: 'a', B: 'b' })),
      api(vars({ A: 'a' })),
      ['envVars'],
      { undone: ['env/B'], left: ['update service/api (deploys)'] },
    ],
    [
      'a secret that was deleted',
      api(', envVars: [{ key: TOKEN, sync: false }]'),
      api(),
      ['envVars'],
      { undone: ['env/TOKEN'], left: ['update service/api (deploys)'] },
    ],
    [
      'a value that Render made up',
      api(),
      api(', envVars: [{ key: A, generateValue: true }]'),
      [],
      { undone: [], stays: ['env/A: Render made its value up, and another one would not be the same'] },
    ],
    ['a new disk', api(), api(disk(10)), [], { undone: [], stays: ['disk: it holds data by now'] }],
    [
      'a disk that grew',
      api(disk(10)),
      api(disk(20)),
      [],
      {
        undone: [],
        stays: ['disk sizeGB: a disk can only grow; copy the data to a new one'],
        left: ['update service/api', '  update service/api/disk'],
      },
    ],
    [
      'a disk that was deleted',
      api(disk(10)),
      api(),
      ['disk'],
      {
        undone: [],
        stays: ['disk: it was deleted with its data'],
        left: ['update service/api (deploys)', '  create service/api/disk'],
      },
    ],
    [
      'headers, which leaves the others',
      site(headers('a', 'b', 'c')),
      site(headers('a', 'c', 'd')),
      ['headers'],
      { undone: ['header/%2F*%20d', 'header/%2F*%20b'] },
    ],
    [
      'routes, in the order that they had',
      site(routes('/a', '/b', '/c')),
      site(routes('/c', '/a', '/d')),
      ['routes'],
      { undone: ['route/%2Fc', 'route/%2Fa', 'route/%2Fd', 'route/%2Fb'] },
    ],
    [
      'domains',
      api(', domains: [a.example.com]'),
      api(', domains: [b.example.com]'),
      ['domains'],
      { undone: ['domain/b.example.com', 'domain/a.example.com'] },
    ],
    [
      'a suspension',
      api(),
      api(', x-render-sync: { suspended: true }'),
      [],
      { undone: [], stays: ['suspension: it comes after the deploy'] },
    ],
    [
      'links',
      `${api(', envVars: [{ fromGroup: one }]')}envVarGroups: [{ name: one, envVars: [] }, { name: two, envVars: [] }]\n`,
      `${api(', envVars: [{ fromGroup: two }]')}envVarGroups: [{ name: one, envVars: [] }, { name: two, envVars: [] }]\n`,
      ['groupLinks'],
      { undone: ['group/two', 'group/one'] },
    ],
  ])('%s', async (_title, live, wanted, prune, { undone, stays = [], left = [] }) => {
    expect(await back(live, wanted, prune)).toEqual({ undone, stays, left })
  })
})
