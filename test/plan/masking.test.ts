/** What a plan says about variables that hide others of the same key. */

import { describe, expect, test } from 'vitest'
import { type ItemChange, isDeclared } from '../../src/change.ts'
import { maskingProblems } from '../../src/plan/masking.ts'
import { type Bench, bench, failures } from '../support/workspace.ts'

const node = { type: 'worker', runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const variable = (key: string) => ({ key, value: `value of ${key}` })
const service = (...envVars: readonly object[]) => ({ ...node, name: 'api', envVars })
const group = (name: string, ...keys: readonly string[]) => ({ name, envVars: keys.map(variable) })
const link = (name: string) => ({ fromGroup: name })

const file = (services: readonly object[], envVarGroups: readonly object[] = []) =>
  JSON.stringify({ services, envVarGroups })

const said = async (it: Bench, text: string) =>
  (await it.plan(text)).plan.problems
    .filter(({ code }) => code === 'masked-variable' || code === 'masked-group-variable')
    .map(({ message }) => message)

const applied = async (text: string): Promise<Bench> => {
  const it = bench()
  expect(failures(await it.apply(text))).toEqual([])
  return it
}

const shared = group('shared', 'LEVEL', 'REGION')
const linked = file([service(link('shared'))], [shared])

describe('a plan warns when a service begins to mask its group', () => {
  const masked = 'service/api masks LEVEL of group/shared'

  test.each([
    ['by a variable of its own', linked, file([service(link('shared'), variable('LEVEL'))])],
    [
      'by a link',
      file([service(variable('LEVEL'))], [shared]),
      file([service(link('shared'), variable('LEVEL'))]),
    ],
    [
      'by a variable that the group did not have',
      file([service(link('shared'), variable('LEVEL'))], [group('shared', 'REGION')]),
      file([service(variable('LEVEL'))], [shared]),
    ],
    ['though the file says nothing of its link', linked, file([service(variable('LEVEL'))])],
    [
      'though the file says nothing of its variable',
      file([service(variable('LEVEL'))], [shared]),
      file([service(link('shared'))]),
    ],
  ])('%s', async (_how, live, wanted) => {
    expect(await said(await applied(live), wanted)).toEqual([masked])
  })

  test('once, with all keys', async () => {
    const wanted = file([service(link('shared'), variable('LEVEL'), variable('REGION'))])
    expect(await said(await applied(linked), wanted)).toEqual([
      'service/api masks LEVEL, REGION of group/shared',
    ])
  })

  test('where the file says it', async () => {
    const text = `services:
  - { type: worker, name: api, runtime: image, image: { url: nginx }, envVars: [
      { fromGroup: shared },
      { key: LEVEL, value: debug }] }
`
    const [problem] = (await (await applied(file([], [shared]))).plan(text)).plan.problems.filter(
      ({ code }) => code === 'masked-variable',
    )
    expect(problem).toMatchObject({ severity: 'warning', address: 'service/api', at: { line: 4 } })
  })
})

describe('what the file shows by itself', () => {
  const whole = file([service(link('shared'), variable('LEVEL'))], [shared])

  test('is told once, by the rule of the file', async () => {
    const once = ['the variable "LEVEL" hides the one of the group "shared"']
    for (const it of [bench(), await applied(linked), await applied(whole)])
      expect(await said(it, whole)).toEqual(once)
  })

  test('is not told where that rule is silenced', async () => {
    const text = `envVarGroups:
- { name: shared, envVars: [{ key: LEVEL, value: info }] }
services:
- { type: worker, name: api, runtime: image, image: { url: nginx }, envVars: [
    { fromGroup: shared },
    { key: LEVEL, value: debug }] } # render-sync-ignore masked-group-variable
`
    expect(await said(bench(), text)).toEqual([])
  })

  test('also of a secret of the group', async () => {
    const secret = { name: 'shared', envVars: [], 'x-render-sync': { secrets: ['LEVEL'] } }
    expect(await said(bench(), file([service(link('shared'), variable('LEVEL'))], [secret]))).toEqual([
      'the variable "LEVEL" hides the one of the group "shared"',
    ])
  })
})

describe('a plan is silent', () => {
  test('about what was masked before', async () => {
    const it = await applied(file([service(link('shared'), variable('LEVEL'))], [shared]))
    expect(await said(it, file([service(link('shared'), variable('LEVEL'))]))).toEqual([])
  })

  test('about keys of groups that the service is not linked to', async () => {
    expect(await said(bench(), file([service(variable('LEVEL'))], [shared]))).toEqual([])
  })
})

describe('of two groups with the same key', () => {
  const both = file([service(link('old'), link('new'))], [group('old', 'LEVEL'), group('new', 'LEVEL')])

  test('a plan names the younger one, which wins', async () => {
    const it = await applied(file([service(link('old'))], [group('old', 'LEVEL')]))
    expect(await said(it, both)).toEqual(['group/new masks LEVEL of group/old in service/api'])
    await it.apply(both)
    expect(await said(it, both)).toEqual([])
  })

  test('a third one that masks both leaves nothing unmasked', async () => {
    const it = await applied(both)
    const groups = ['old', 'new', 'newest'].map((name) => group(name, 'LEVEL'))
    const warnings = await said(it, file([service(...['old', 'new', 'newest'].map(link))], groups))
    expect(warnings.toSorted()).toEqual([
      'group/newest masks LEVEL of group/new in service/api',
      'group/newest masks LEVEL of group/old in service/api',
    ])
  })
})

describe('what there is to know about it', () => {
  const told = async (live: string, wanted: string) =>
    (await (await applied(live)).plan(wanted)).plan.problems
      .filter(({ code }) => code === 'masked-variable')
      .map(({ message, todo, at }) => `${at?.line} ${message}. ${todo}`)
  /** A line for each service, group and variable. */
  const spread = (own: readonly string[], ...groups: readonly (readonly string[])[]) =>
    [
      'services:',
      '  - { type: worker, name: api, runtime: image, image: { url: nginx }, envVars: [',
      ...groups.map((_, index) => `      { fromGroup: g${index} },`),
      ...own.map((key) => `      { key: ${key}, value: own },`),
      '    ] }',
      'envVarGroups:',
      ...groups.flatMap((keys, index) => [
        `  - { name: g${index}, envVars: [`,
        ...keys.map((key) => `      { key: ${key}, value: v },`),
        '    ] }',
      ]),
    ].join('\n')

  test.each<[string, string, string, readonly string[]]>([
    [
      'stands where the service gets the variable',
      spread(['A'], ['B']),
      spread(['A', 'B'], ['B']).replace('{ fromGroup: g0 },', ''),
      ['5 service/api masks B of group/g0. Its own value counts, not the one of the group.'],
    ],
    [
      'stands where the group gets the variable',
      spread(['A'], ['B']),
      spread(['A'], ['B', 'A']).replace('{ fromGroup: g0 },', ''),
      ['9 service/api masks A of group/g0. Its own value counts, not the one of the group.'],
    ],
    [
      'stands at the service where a link makes the difference',
      spread([], ['A'], ['A', 'B']).replace('{ fromGroup: g1 },', ''),
      spread([], ['A'], ['A', 'B', 'C']),
      [
        '2 group/g1 masks A of group/g0 in service/api. The group that was created last wins, which Render does not promise: keep it in one of them.',
      ],
    ],
  ])('%s', async (_title, live, wanted, expected) => {
    expect(await told(live, wanted)).toEqual(expected)
  })
})

describe('a plan that takes a link away', () => {
  const pruned = async (live: string, wanted: string) =>
    (await (await applied(live)).plan(wanted, { wishes: { prune: ['groupLinks', 'envVars'] } })).plan.problems
      .filter(({ code }) => code === 'masked-variable')
      .map(({ message }) => message)

  test('says nothing of what the group had: nothing of it counts any more', async () => {
    const live = file([service(link('shared'), variable('LEVEL'))], [shared])
    expect(await pruned(live, file([service(variable('LEVEL'))], [shared]))).toEqual([])
  })

  test('says that the value of another group counts, which it has masked', async () => {
    const groups = [group('old', 'LEVEL'), group('new', 'LEVEL')]
    const it = await applied(file([service(link('old'))], groups.slice(0, 1)))
    const both = file([service(link('old'), link('new'))], groups)
    expect(failures(await it.apply(both))).toEqual([])
    const { plan } = await it.plan(file([service(link('old'))], groups), {
      wishes: { prune: ['groupLinks'] },
    })
    expect(plan.problems.map(({ message }) => message)).toEqual([
      'group/new no longer masks LEVEL of group/old in service/api',
    ])
  })
})

/** The deletions are put into a plan by hand. */
describe('a plan that deletes a variable warns when what it masked is heard again', () => {
  const warnings = async (text: string, without: string, before?: Bench) => {
    const it = before ?? (await applied(text))
    const { plan, known, desired } = await it.plan(text)
    const deleting = plan.changes.filter(isDeclared).map((change) => ({
      ...change,
      items: change.items.map(
        (item): ItemChange =>
          item.address === without && item.action !== 'create'
            ? {
                aspect: item.aspect,
                key: item.key,
                address: item.address,
                action: 'delete',
                destroysData: false,
                live: item.live,
              }
            : item,
      ),
    }))
    return maskingProblems(deleting, known, desired).map(({ message, todo }) => `${message}. ${todo}`)
  }
  const counts = 'From now on the value of the group counts.'
  const masking = file([service(link('shared'), variable('LEVEL'))], [shared])

  test('when it was the service that had it', async () => {
    expect(await warnings(masking, 'service/api/env/LEVEL')).toEqual([
      `service/api no longer masks LEVEL of group/shared. ${counts}`,
    ])
  })

  test('when it was a group, in its services', async () => {
    const groups = [group('old', 'LEVEL', 'REGION'), group('new', 'REGION', 'LEVEL')]
    const it = await applied(file([service(link('old'))], groups.slice(0, 1)))
    expect(failures(await it.apply(file([service(link('old'), link('new'))], groups)))).toEqual([])
    expect(
      await warnings(file([service(link('old'), link('new'))], groups), 'group/new/env/LEVEL', it),
    ).toEqual([`group/new no longer masks LEVEL of group/old in service/api. ${counts}`])
  })

  test.each(['group/shared/env/REGION', 'group/shared/env/LEVEL'])(
    'and not when it is the one of the group: %s',
    async (address) => {
      expect(await warnings(masking, address)).toEqual([])
    },
  )
})
