/** A field in which the workspace repeats a hidden value is left out of the file; nothing else of the file changes. */
import { expect, test } from 'vitest'
import { createMask } from '../../src/mask/index.ts'
import { withoutHidden } from '../../src/pull/spelling/index.ts'
import { bench, failures } from '../support/workspace.ts'
import { pulled } from './round-trip.ts'

const hidden = 'hidden-8c1f7a'

const told = (text: string) => {
  const mask = createMask()
  mask.learn(hidden)
  const before = [{ message: 'what was told before' }]
  const { notes, text: after } = withoutHidden({ text, notes: before }, mask)
  expect(notes.slice(0, 1)).toEqual(before)
  return { text: after, notes: notes.slice(1).map(({ address, message }) => `${address}: ${message}`) }
}

const leftOut = 'is left out: it repeats a hidden value'

const w = (more: string) => `services:\n  - type:   worker # the one\n    name: w\n${more}`
const extended = (more: string) => `databases:\n- name: d\n  x-render-sync:\n${more}`
const allowed = (more: string) => `services:\n- type: keyvalue\n  name: k\n  ipAllowList:\n${more}`

interface Case {
  readonly file: string
  readonly after?: string
  readonly notes?: readonly string[]
}

const cases: Readonly<Record<string, Case>> = {
  'a file that tells nothing': {
    file: w(
      '    dockerCommand:   "run"\n    numInstances: 2\n    envVars: []\n    buildFilter: { paths: [ a ] }\n',
    ),
  },
  'a command': {
    file: w(`    dockerCommand: run --key ${hidden}\n    plan:   starter\n`),
    after: w('    plan:   starter\n'),
    notes: [`service/w: dockerCommand ${leftOut}`],
  },
  'what is inside of a field': {
    file: w(`    image: { url: "example.com/${hidden}", creds: null }\n    numInstances: 2\n`),
    after: w('    numInstances: 2\n'),
    notes: [`service/w: image ${leftOut}`],
  },
  'a list of texts': {
    file: w(`    buildFilter:\n      paths: [a, ${hidden}]\n    plan: starter\n`),
    after: w('    plan: starter\n'),
    notes: [`service/w: buildFilter ${leftOut}`],
  },
  'descriptions alone: the list is still worth having': {
    file: allowed(
      `  - { source: 10.0.0.0/8, description: ${hidden} }\n  - { source: 10.1.0.0/16, description: office }\n  - { source: 10.2.0.0/16 }\n`,
    ),
    after: allowed(
      '  - { source: 10.0.0.0/8 }\n  - { source: 10.1.0.0/16, description: office }\n  - { source: 10.2.0.0/16 }\n',
    ),
    notes: [`keyvalue/k: ipAllowList description ${leftOut}`],
  },
  'a list that tells it otherwise than by descriptions': {
    file: `services:\n- type: web\n  name: s\n  headers:\n  - { path: /*, name: X, value: ${hidden} }\n  - { path: /*, name: Y, value: y }\n`,
    after: 'services:\n- type: web\n  name: s\n',
    notes: [`service/s: headers ${leftOut}`],
  },
  'one key of the extension, and not what else stands there': {
    file: extended(`    parameterOverrides: { a: ${hidden} }\n    renamedFrom: old\n`),
    after: extended('    renamedFrom: old\n'),
    notes: [`database/d: parameterOverrides ${leftOut}`],
  },
  'variables and secret files: they have rules of their own': {
    file: w(
      `    envVars:\n    - { key: A, value: ${hidden} }\n    x-render-sync:\n      secretFiles: [{ name: a, content: ${hidden} }]\n`,
    ),
  },
  'a value that somebody wants in the file: it is hidden nowhere': {
    file: w(
      `    dockerCommand: run ${hidden}\n    envVars:\n    - { key: PORT, value: 1 }\n    - { key: A, sync: false }\n    - { key: B, value: ${hidden} }\n`,
    ),
  },
  'a resource, and not what holds it': {
    file: `projects:\n- name: p\n  environments:\n  - name: e\n    services:\n    - { type: worker, name: w, dockerCommand: ${hidden} }\n    - { type: worker, name: v, dockerCommand: ${hidden} }\n    envVarGroups: [{ name: g, envVars: [] }]\n`,
    after:
      'projects:\n- name: p\n  environments:\n  - name: e\n    services:\n    - { type: worker, name: w }\n    - { type: worker, name: v }\n    envVarGroups: [{ name: g, envVars: [] }]\n',
    notes: [`service/w: dockerCommand ${leftOut}`, `service/v: dockerCommand ${leftOut}`],
  },
  'what others take over: of them it is left out as well': {
    file: `services:\n- &w { type: worker, name: w, dockerCommand: ${hidden}, plan: &plan pro }\n- { <<: *w, name: v }\n- { <<: *w, name: u, plan: *plan }\n`,
    after:
      'services:\n- &w { type: worker, name: w, plan: &plan pro }\n- { <<: *w, name: v }\n- { <<: *w, name: u, plan: *plan }\n',
    notes: ['w', 'v', 'u'].map((name) => `service/${name}: dockerCommand ${leftOut}`),
  },
  'a file with signs that a terminal would obey': {
    file: w(`    dockerCommand: ${hidden}\n    preDeployCommand: "a \\u202e b"\n`),
    after: w('    preDeployCommand: "a \\u202e b"\n'),
    notes: [`service/w: dockerCommand ${leftOut}`],
  },
}

test.each(Object.entries(cases))('%s', (_, { file, after = file, notes = [] }) => {
  expect(told(file)).toEqual({ text: after, notes })
})

test('a pull with a mask leaves it out, but for what resources are called', async () => {
  const it = bench()
  const file = {
    services: [
      { type: 'worker', name: 'w', runtime: 'docker', dockerCommand: 'run shop-backend' },
      { type: 'worker', name: 'shop-backend', runtime: 'docker', dockerCommand: `run ${hidden}` },
    ],
  }
  expect(failures(await it.apply(JSON.stringify(file)))).toEqual([])
  const mask = createMask()
  for (const text of [hidden, 'shop-backend']) mask.learn(text)
  const { text, notes } = await pulled(it, { mask })
  expect(text).toContain('dockerCommand: run shop-backend\n')
  expect(text).not.toContain(hidden)
  expect(notes).toEqual([{ address: 'service/shop-backend', message: `dockerCommand ${leftOut}` }])
  expect((await pulled(it)).text).toContain(hidden)
})
