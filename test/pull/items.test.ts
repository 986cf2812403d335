/** A pull into a file, where what is live differs in parts of resources: what it takes out, sets, adds, and leaves alone. */
import { describe, expect, test } from 'vitest'
import { bench, failures } from '../support/workspace.ts'
import { pulledInto } from './round-trip.ts'

interface Case {
  readonly live: string
  readonly file: string
  readonly after?: string
  readonly notes?: readonly string[]
  readonly all?: true
  readonly remove?: true
  readonly resources?: readonly string[]
}

const w = (more: string) => `services:\n- type: worker\n  name: w\n  runtime: docker\n${more}`
const image = (more: string) =>
  `services:\n- type: worker\n  name: w\n  runtime: image\n  image:\n    url: docker.io/acme/w:1\n${more}`
const group = 'envVarGroups: [{ name: g, envVars: [] }]\n'
const scaled = (more: string) =>
  w(
    `  plan: standard\n  scaling:\n    minInstances: 1\n    maxInstances: 3\n    targetCPUPercent: 60\n${more}`,
  )
const gone = 'is not live any more; --remove takes it out of the file'
const variables = '  envVars:\n  - key: A\n    value: a\n  - key: B\n    value: b\n'
const secretFile = '  x-render-sync:\n    secretFiles:\n    - name: A\n      sync: false\n'

const cases: Readonly<Record<string, Case>> = {
  'a variable goes, and not the secret file of its name': {
    live: w(
      '  envVars: [{ key: B, value: b }]\n  x-render-sync: { secretFiles: [{ name: A, content: a }] }\n',
    ),
    file: w(variables + secretFile),
    remove: true,
    after: w(`  envVars:\n  - key: B\n    value: b\n${secretFile}`),
  },
  'a list that stands in the file is not added again with what does not': {
    live: w('  plan: pro\n  buildFilter: { paths: [a, b] }\n'),
    file: w('  buildFilter:\n    paths:\n    - a\n    - b\n'),
    all: true,
    after: w(
      '  buildFilter:\n    paths:\n    - a\n    - b\n  plan: pro\n  repo: https://github.com/acme/app\n  branch: main\n',
    ),
  },
  'a name that an apply will change stays': {
    live: w('  plan: pro\n').replace('name: w', 'name: old'),
    file: w('  plan: starter\n  x-render-sync: { renamedFrom: old }\n'),
    after: w('  plan: pro\n  x-render-sync: { renamedFrom: old }\n'),
    notes: ['service/w: its live name is still old: an apply renames it'],
  },
  'a field that is gone, unasked': {
    live: image(''),
    file: image('    creds:\n      fromRegistryCreds:\n        name: hub\n'),
    notes: [`service/w: image.creds.fromRegistryCreds.name ${gone}`],
  },
  'what stands there by itself is set': {
    live: w(''),
    file: w('  x-render-sync:\n    suspended: true # for now\n    ignore: [plan]\n'),
    after: w('  x-render-sync:\n    suspended: false # for now\n    ignore: [plan]\n'),
  },
  'a link that is gone goes as a whole': {
    live: w('  envVars: [{ key: A, value: a }]\n') + group,
    file: w('  envVars:\n  - key: A\n    value: a\n  - fromGroup: g # shared\n') + group,
    remove: true,
    after: w('  envVars:\n  - key: A\n    value: a\n') + group,
  },
  'a link that is gone, unasked': {
    live: w('') + group,
    file: w('  envVars:\n  - fromGroup: g # shared\n') + group,
    notes: [`service/w/group/g: it ${gone}`],
  },
  'what the API has no value for stays, unasked': {
    live: scaled('').replace('maxInstances: 3', 'maxInstances: 5'),
    file: scaled('    targetMemoryPercent: 70\n'),
    after: scaled('    targetMemoryPercent: 70\n').replace('maxInstances: 3', 'maxInstances: 5'),
  },
  'what the API has no value for goes': {
    live: scaled(''),
    file: scaled('    targetMemoryPercent: 70\n'),
    remove: true,
    after: scaled(''),
  },
  'a holder that was not asked for comes with its name alone': {
    live: `projects:\n- name: p\n  environments:\n  - name: e\n    x-render-sync: { ipAllowList: [{ source: 10.0.0.0/8 }] }\n    services: [{ type: worker, name: v, runtime: docker }, { type: worker, name: w, runtime: docker }]\n`,
    file: 'databases: []\n',
    resources: ['service/w'],
    after:
      'databases: []\nprojects:\n  - name: p\n    environments:\n      - name: e\n        services:\n          - type: worker\n            name: w\n            runtime: docker\n            repo: https://github.com/acme/app\n            branch: main\n',
  },
}

describe('where', () => {
  test.each(Object.entries(cases))('%s', async (_, { live, file, after = file, notes = [], ...options }) => {
    const it = bench()
    expect(failures(await it.apply(live))).toEqual([])
    const found = await pulledInto(it, file, options)
    expect(found.text).toBe(after)
    expect(found.notes.map(({ address, message }) => `${address}: ${message}`)).toEqual(notes)
    expect((await pulledInto(it, found.text, options)).text).toBe(found.text)
  })
})
