/** Services that leave an environment: Render lets none out that is linked to a group in it. */
import { describe, expect, test } from 'vitest'
import type { PlanWishes } from '../../src/index.ts'
import { prunable } from '../../src/kinds/index.ts'
import { bench, errorsOf, failures, lines } from '../support/workspace.ts'

const web = (name: string, ...groups: readonly string[]) => ({
  type: 'web',
  name,
  runtime: 'docker',
  plan: 'starter',
  repo: 'https://github.com/acme/app',
  envVars: groups.map((fromGroup) => ({ fromGroup })),
})
const group = (name: string) => ({ name, envVars: [{ key: 'A', value: 'a' }] })

interface Content {
  readonly services?: readonly object[]
  readonly envVarGroups?: readonly object[]
}

const project = (name: string, content: Content) => ({ name, environments: [{ name: 'live', ...content }] })
const file = (shop: Content, blog: Content, ungrouped: Content = {}) =>
  JSON.stringify({ projects: [project('shop', shop), project('blog', blog)], ungrouped })

const all: PlanWishes = {
  prune: prunable,
  pruneScope: 'workspace',
  confirmDestructive: true,
  maxDeletes: '100%',
}

const linked = file({ services: [web('api', 'shared')], envVarGroups: [group('shared'), group('more')] }, {})
const alone = { services: [web('api')] }

const having = async (live: string) => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  return it
}

/** The writes that are about environments, groups and links. */
const moves = async (live: string, wanted: string, wishes: PlanWishes) => {
  const it = await having(live)
  const before = it.sent.length
  expect(failures(await it.apply(wanted, { wishes }))).toEqual([])
  expect(lines((await it.plan(wanted, { wishes })).plan)).toEqual([])
  return it.sent.slice(before).flatMap(({ method, path }) => {
    const [, place, , part] = path.split('/')
    const isMove = method !== 'GET' && (place === 'environments' || place === 'env-groups')
    return isMove ? [[method, place, part].filter(Boolean).join(' ')] : []
  })
}

describe('a service leaves its environment', () => {
  test.each<[string, string, PlanWishes, readonly string[]]>([
    [
      'once it is unlinked from a group that stays',
      file({ envVarGroups: [group('shared'), group('more')] }, {}, alone),
      all,
      ['DELETE env-groups services', 'DELETE environments resources'],
    ],
    [
      'once it is unlinked from a group that is deleted',
      file({ envVarGroups: [group('more')] }, {}, alone),
      all,
      ['DELETE env-groups services', 'DELETE environments resources', 'DELETE env-groups'],
    ],
    [
      'before it is linked to another group',
      file({ envVarGroups: [group('more')] }, {}, { services: [web('api', 'more')] }),
      all,
      [
        'DELETE env-groups services',
        'DELETE environments resources',
        'POST env-groups services',
        'DELETE env-groups',
      ],
    ],
    [
      'after the group that it is linked to has left for another one',
      file({ envVarGroups: [group('more')] }, { envVarGroups: [group('shared')] }, alone),
      {},
      ['POST environments resources', 'DELETE environments resources'],
    ],
    [
      'after the group that it is linked to has left it too',
      file({ envVarGroups: [group('more')] }, {}, { ...alone, envVarGroups: [group('shared')] }),
      {},
      ['DELETE environments resources', 'DELETE environments resources'],
    ],
  ])('%s', async (_, wanted, wishes, writes) => {
    expect(await moves(linked, wanted, wishes)).toEqual(writes)
  })

  test.each<[string, string, string]>([
    ['stays', linked, file({ envVarGroups: [group('shared'), group('more')] }, {}, alone)],
    [
      'comes',
      file({ services: [web('api', 'shared')] }, { envVarGroups: [group('shared')] }),
      file({ envVarGroups: [group('shared')] }, {}, alone),
    ],
  ])('never while it is linked to a group that %s, and the plan says so', async (_, live, wanted) => {
    const it = await having(live)
    expect(errorsOf(await it.plan(wanted)).map(({ message }) => message)).toEqual([
      'service/api cannot leave environment/shop/live: it is linked to group/shared, which is in it',
    ])
  })
})
