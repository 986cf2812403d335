/** What is live and in no file, of some lists and within a scope: whatever would keep a run from deleting it. */
import { describe, expect, test } from 'vitest'
import type { PruneScope } from '../../src/desired.ts'
import { type Desired, narrow } from '../../src/index.ts'
import { undeclaredWithin } from '../../src/plan/index.ts'
import { benches } from './said.ts'

const having = benches()

const web = (name: string, more = '') => `  - { type: web, name: ${name}, runtime: docker${more} }\n`
const vars = (...keys: readonly string[]) =>
  `, envVars: [${keys.map((key) => `{ key: ${key}, value: v }`).join(', ')}]`
const inside = (name: string, ...all: readonly string[]) =>
  `      - name: ${name}\n        services:\n${all.map((line) => `        ${line}`).join('')}`
const shop = (...environments: readonly string[]) =>
  `projects:\n  - name: shop\n    environments:\n${environments.join('')}`

/** Shared by all: an environment of the file and one of none, and what stands outside. */
const live = `services:
${web('api', `${vars('A', 'B')}, domains: [a.example.com, www.example.org]`)}${web('loose')}databases: [{ name: main }]
envVarGroups: [{ name: shared, envVars: [] }]
${shop(inside('live', web('first'), web('second')), inside('test', web('trial')))}`
const file = `services:\n${web('api', vars('A'))}${shop(inside('live', web('first')))}`

interface Case {
  readonly kinds: readonly string[]
  readonly scope?: PruneScope
  readonly file?: string
  readonly adjust?: (desired: Desired) => Desired
  /** Services that are of a type which nobody knows yet. */
  readonly strange?: readonly string[]
  readonly found: readonly string[]
}

const found = async ({ kinds, scope, file: text = file, adjust, strange = [] }: Case) => {
  const it = await having(live, {}, strange)
  const wishes = { prune: [...kinds], pruneScope: scope ?? ('workspace' as const) }
  const { desired, known } = await it.plan(text, { wishes, ...(adjust && { adjust }) })
  return undeclaredWithin(desired, known, { kinds, ...(scope && { scope }) }).map(({ address, id }) => {
    expect(id).toBe(known.get(address)?.record.id ?? known.stranger(address)?.id)
    return address
  })
}

const only =
  (selection: Parameters<typeof narrow>[1]): NonNullable<Case['adjust']> =>
  (desired) =>
    narrow(desired, selection).desired

describe('what is live and in no file', () => {
  test.each<[string, Case]>([
    ['in the environments of the file', { kinds: ['services'], found: ['service/second'] }],
    ['also in none', { kinds: ['services'], scope: 'ungrouped', found: ['service/loose', 'service/second'] }],
    [
      'anywhere',
      {
        kinds: ['services'],
        scope: 'workspace',
        found: ['service/loose', 'service/second', 'service/trial'],
      },
    ],
    [
      'of several lists',
      { kinds: ['databases', 'envVarGroups'], scope: 'workspace', found: ['database/main', 'group/shared'] },
    ],
    ['environments of a project of the file', { kinds: ['environments'], found: ['environment/shop/test'] }],
    [
      'and what stands in them',
      {
        kinds: ['environments', 'services'],
        found: ['environment/shop/test', 'service/second', 'service/trial'],
      },
    ],
    ['of no list', { kinds: [], scope: 'workspace', found: [] }],
    ['items of what the file declares', { kinds: ['envVars'], found: ['service/api/env/B'] }],
    [
      'items, but none that Render made of others',
      {
        kinds: ['domains'],
        found: ['service/api/domain/a.example.com', 'service/api/domain/www.example.org'],
      },
    ],
    [
      'no item that something else owns',
      {
        kinds: ['envVars'],
        file: file.replace(vars('A'), `${vars('A')}, x-render-sync: { ignore: [env/B] }`),
        found: [],
      },
    ],
    [
      'what a run is about',
      {
        kinds: ['services', 'envVars'],
        scope: 'workspace',
        adjust: only({ targets: ['service/api'] }),
        found: ['service/api/env/B'],
      },
    ],
    [
      'no item of what a run is about a part of',
      { kinds: ['envVars'], adjust: only({ targets: ['service/api/env/A'] }), found: [] },
    ],
    [
      'what stands in the environments that a run is about',
      {
        kinds: ['services', 'envVars'],
        scope: 'workspace',
        adjust: only({ environments: ['environment/shop/live'] }),
        found: ['service/second'],
      },
    ],
    [
      'of a type that is not known yet, in an environment of the file',
      { kinds: ['services'], strange: ['second', 'trial', 'loose'], found: ['service/second'] },
    ],
    [
      'of such a type, also in none',
      {
        kinds: ['services'],
        scope: 'ungrouped',
        strange: ['second', 'trial', 'loose'],
        found: ['service/loose', 'service/second'],
      },
    ],
    [
      'of such a type, anywhere',
      {
        kinds: ['services'],
        scope: 'workspace',
        strange: ['trial'],
        found: ['service/loose', 'service/second', 'service/trial'],
      },
    ],
    [
      'of such a type, where another list is meant',
      { kinds: ['databases'], scope: 'workspace', strange: ['trial'], found: ['database/main'] },
    ],
    [
      'of such a type, but none that the file leaves to Render',
      {
        kinds: ['services'],
        scope: 'workspace',
        strange: ['trial', 'loose'],
        file: file.replace('services:\n', 'services:\n  - { type: sandbox, name: trial }\n'),
        found: ['service/loose', 'service/second'],
      },
    ],
    [
      'of such a type, where the run is about something else',
      {
        kinds: ['services'],
        scope: 'workspace',
        strange: ['trial'],
        adjust: only({ environments: ['environment/shop/live'] }),
        found: ['service/second'],
      },
    ],
  ])('%s', async (_title, row) => {
    expect((await found(row)).toSorted()).toEqual(row.found)
  })
})
