/** All that a file declares, to be deleted: what of it, and in which order. */
import { describe, expect, test } from 'vitest'
import { loadWish, type Wish } from '../../src/index.ts'
import { errorsOf, failures, lines } from '../support/workspace.ts'
import { benches } from './said.ts'

const having = benches()

const web = (name: string, more = '') =>
  `  - { type: web, name: ${name}, runtime: docker, plan: starter${more} }\n`
const reference = ', envVars: [{ key: DB, fromDatabase: { name: main, property: connectionString } }]'
const link = ', envVars: [{ fromGroup: shared }]'
const inside = (name: string, ...all: readonly string[]) =>
  `      - name: ${name}\n        services:\n${all.map((line) => `        ${line}`).join('')}`
const shop = (...environments: readonly string[]) =>
  `projects:\n  - name: shop\n    environments:\n${environments.join('')}`

const destroyed = async (live: string, file: string, wish: Wish = {}) => {
  const it = await having(live)
  const adjust = () => loadWish([{ name: 'render.yaml', text: file }], { ...wish, destroys: true }).desired
  const wishes = { confirmDestructive: true, maxDeletes: '100%' as const }
  const planned = await it.plan(file, { adjust, wishes })
  expect(errorsOf(planned)).toEqual([])
  expect(lines(planned.plan).filter((line) => !line.startsWith('delete '))).toEqual([])
  expect(failures(await it.apply(file, { adjust, wishes }))).toEqual([])
  expect((await it.plan(file, { adjust, wishes })).plan.changes).toEqual([])
  return planned.plan.sets.map((set) => set.toSorted())
}

const all = `services:\n${web('api', reference)}${web('jobs', link)}databases: [{ name: main }]\nenvVarGroups: [{ name: shared, envVars: [{ key: A, value: a }] }]\n`

describe('destroyed is', () => {
  test.each<[string, string, string, Wish, readonly (readonly string[])[]]>([
    [
      'all that is live of the file, what refers to others first',
      all,
      all,
      {},
      [
        ['service/api', 'service/jobs'],
        ['database/main', 'group/shared'],
      ],
    ],
    ['nothing that no file has', all, `services:\n${web('api')}`, {}, [['service/api']]],
    ['nothing that is not live', all, `services:\n${web('api')}${web('new')}`, {}, [['service/api']]],
    [
      'nothing of another type under the same name',
      all,
      `services:\n${web('api')}  - { type: worker, name: jobs, runtime: docker }\n`,
      {},
      [['service/api']],
    ],
    ['what is meant, without what that needs', all, all, { targets: ['service/api'] }, [['service/api']]],
    [
      'all but what is excluded',
      all,
      all,
      { excludes: ['service/jobs', 'group/*'] },
      [['service/api'], ['database/main']],
    ],
    [
      'a project after what stands in it, with its environments',
      shop(inside('live', web('api')), inside('test', web('trial'))),
      shop(inside('live', web('api')), inside('test', web('trial'))),
      {},
      [['service/api', 'service/trial'], ['project/shop']],
    ],
    [
      'one environment of several',
      shop(inside('live', web('api')), inside('test', web('trial'))),
      shop(inside('live', web('api')), inside('test', web('trial'))),
      { environments: ['environment/shop/test'] },
      [['service/trial'], ['environment/shop/test']],
    ],
    [
      'no notification settings, which every workspace has',
      `services:\n${web('api')}`,
      `services:\n${web('api')}x-render-sync: { notifications: { email: disabled } }\n`,
      {},
      [['service/api']],
    ],
  ])('%s', async (_title, live, file, wish, expected) => {
    expect(await destroyed(live, file, wish)).toEqual(expected)
  })
})
