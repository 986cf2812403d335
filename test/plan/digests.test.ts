/** What a plan says and what it rests on, unit by unit: docs/saved-plans.md tells what becomes of each. */
import { describe, expect, test } from 'vitest'
import { digestOf, saysOf } from '../../src/plan/index.ts'
import { benches } from './said.ts'

const having = benches()

const web = (name: string, more = '') =>
  `  - { type: web, name: ${name}, runtime: docker, plan: starter, region: oregon${more} }\n`
const vars = (values: Readonly<Record<string, string>>) =>
  `, envVars: [${Object.entries(values)
    .map(([key, value]) => `{ key: ${key}, value: ${value} }`)
    .join(', ')}]`
const site = (...sources: readonly string[]) =>
  `  - { type: web, name: site, runtime: static, staticPublishPath: ., routes: [${sources
    .map((source) => `{ type: rewrite, source: ${source}, destination: /index.html }`)
    .join(', ')}] }\n`

const live = `services:
${web('api', `${vars({ A: 'a', GONE: 'gone', SAME: 'same' })}, disk: { name: d, mountPath: /d }`)}${web('old')}${site('/a', '/b')}${web('box', vars({ KEPT: 'kept' })).replace('oregon', 'ohio')}`
const wanted = `services:
${web('api', vars({ A: 'b', NEW: 'new', SAME: 'same' })).replace('starter', 'standard')}${site('/b', '/c')}${web('box')}${web('new', vars({ X: 'x' }))}`
const prune = ['services', 'envVars', 'disk', 'routes']
const wishes = {
  prune,
  pruneScope: 'workspace' as const,
  confirmDestructive: true,
  maxDeletes: '100%' as const,
  allowReplace: ['service/box'],
}

const planned = async () => {
  const it = await having(live)
  const { plan, known } = await it.plan(wanted, { wishes })
  const disk = known.get('service/api')?.parts.get('disk')?.get('') as { readonly id: string } | undefined
  return { plan, id: (address: string) => known.id(address), disk: disk?.id }
}

/** What a digest is of: nobody can read it back. */
const digests = (contents: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(contents).map(([unit, content]) => [unit, digestOf(content)]))

const unset = { hidden: 'unset' }

describe('a plan says', () => {
  const of = async (address: string) => {
    const units = Object.entries(saysOf((await planned()).plan))
    return Object.fromEntries(units.filter(([unit]) => /^[^/]+\/[^/#]+/.exec(unit)?.[0] === address))
  }

  test('what changes of a resource and of its items, and no hidden value', async () => {
    expect(await of('service/api')).toEqual(
      digests({
        'service/api#plan': ['starter', 'standard'],
        'service/api/env/A#value': { hidden: 'different' },
        'service/api/env/NEW': 'create',
        'service/api/env/NEW#value': unset,
        'service/api/env/GONE': 'delete',
        'service/api/disk': 'delete',
        'service/api/deploy': 'deploy',
      }),
    )
  })

  test('of a list whose order matters, what order comes out', async () => {
    expect(await of('service/site')).toEqual(
      digests({
        'service/site/route/%2Fc': 'create',
        'service/site/route/%2Fc#type': [undefined, 'rewrite'],
        'service/site/route/%2Fc#source': [undefined, '/c'],
        'service/site/route/%2Fc#destination': [undefined, '/index.html'],
        'service/site/route/%2Fa': 'delete',
        'service/site/route#order': ['/b', '/c'],
      }),
    )
  })

  test('of what is made anew all that it will be', async () => {
    expect(await of('service/box')).toMatchObject(
      digests({
        'service/box': 'replace',
        'service/box#region': [undefined, 'oregon'],
        'service/box#plan': [undefined, 'starter'],
        'service/box/deploy': 'deploy',
      }),
    )
  })

  test('of what is new all that it will be, and of what goes that it goes', async () => {
    expect(await of('service/new')).toMatchObject(
      digests({
        'service/new': 'create',
        'service/new#plan': [undefined, 'starter'],
        'service/new/env/X': 'create',
        'service/new/env/X#value': unset,
        'service/new/deploy': 'deploy',
      }),
    )
    expect(await of('service/old')).toEqual(digests({ 'service/old': 'delete' }))
  })
})

describe('a plan rests on', () => {
  test('which resources there are, what is there of all that differs, and what is not there', async () => {
    const { plan, id, disk } = await planned()
    const { live: units } = plan.rests
    expect(units).toMatchObject(
      digests({
        'service/api': ['webService', id('service/api')],
        'service/api#plan': 'starter',
        'service/api/env/GONE': [],
        'service/api/env/NEW': 'absent',
        'service/site': ['staticSite', id('service/site')],
        'service/api/disk': [disk, ['name', 'd'], ['mountPath', '/d'], ['sizeGB', 10]],
        'service/site/route/%2Fa': [
          ['type', 'rewrite'],
          ['source', '/a'],
          ['destination', '/index.html'],
          ['path', '/index.html'],
        ],
        'service/site/route/%2Fc': 'absent',
        'service/new/env/X': 'absent',
      }),
    )
    expect(Object.keys(units).toSorted()).toEqual([
      'service/api',
      'service/api#plan',
      'service/api/disk',
      'service/api/env/GONE',
      'service/api/env/NEW',
      'service/box',
      'service/new/env/X',
      'service/old',
      'service/site',
      'service/site/route/%2Fa',
      'service/site/route/%2Fc',
    ])
  })

  test('hidden values that change or go, by digests of whoever has the key', async () => {
    const { plan } = await planned()
    expect(Object.keys(plan.rests.hidden ?? {})).toEqual([
      'service/api/env/A#value',
      'service/api/env/GONE',
      'service/site/route/%2Fa',
    ])
  })
})
