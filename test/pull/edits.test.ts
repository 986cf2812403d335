/** How a pull edits a file: the form that people gave it stays, around what has changed. */
import { describe, expect, test } from 'vitest'
import { type Bench, bench, failures } from '../support/workspace.ts'
import { pulledInto } from './round-trip.ts'

interface Case {
  readonly file: string
  /** What somebody does to the workspace: what is deleted of its services, and a file that is applied to it. */
  readonly deleted?: readonly string[]
  readonly live?: string
  readonly all?: boolean
  readonly remove?: boolean
  readonly after: string
  readonly notes?: readonly string[]
}

/** Deletes a service (`w`), or what is below it (`w/env-vars/A`). */
const takeAway = async (it: Bench, what: string): Promise<void> => {
  const [name = '', ...part] = what.split('/')
  const query = { name: [name] }
  const [found] = await it.client.list<{ id: string }>({ path: '/services', query, wrapper: 'service' })
  await it.client.send({ method: 'DELETE', path: ['/services', found?.id, ...part].join('/') })
}

const edited = async ({ file, deleted = [], live, after: _, notes: __, ...options }: Case) => {
  const it = bench()
  expect(failures(await it.apply(file))).toEqual([])
  for (const what of deleted) await takeAway(it, what)
  if (live !== undefined) expect(failures(await it.apply(live))).toEqual([])
  const { text, notes } = await pulledInto(it, file, options)
  expect((await pulledInto(it, text, options)).text).toBe(text)
  return { text, notes: notes.map(({ address, message }) => `${address}: ${message}`) }
}

const w = (more: string) => `services:\n- type: worker\n  name: w\n  runtime: docker\n${more}`
const v = '- { type: worker, name: v, runtime: docker }\n'

const forms: Readonly<Record<string, Case>> = {
  'four blanks': {
    file: 'services:\n    -   type: worker\n        name: w\n        runtime: docker\n        plan: starter\n',
    live: w('  plan: pro\n'),
    after: 'services:\n    -   type: worker\n        name: w\n        runtime: docker\n        plan: pro\n',
  },
  'lists that are indented': {
    file: 'services:\n  - type: worker\n    name: w\n    runtime: docker\n    buildFilter:\n      paths:\n        - a\n',
    live: w('  buildFilter: { paths: [a, b] }\n'),
    after:
      'services:\n  - type: worker\n    name: w\n    runtime: docker\n    buildFilter:\n      paths:\n        - a\n        - b\n',
  },
  'braces without blanks': {
    file: 'services: [{type: worker, name: w, runtime: docker, plan: starter}]\n',
    live: w('  plan: pro\n'),
    after: 'services: [{type: worker, name: w, runtime: docker, plan: pro}]\n',
  },
  'braces with blanks': {
    file: 'services: [ { type: worker, name: w, runtime: docker, plan: starter } ]\n',
    live: w('  plan: pro\n'),
    after: 'services: [ { type: worker, name: w, runtime: docker, plan: pro } ]\n',
  },
  JSON: {
    file: '{"services": [{"type": "worker", "name": "w", "runtime": "docker", "plan": "starter"}]}\n',
    live: w('  plan: pro\n'),
    after: '{"services": [{"type": "worker", "name": "w", "runtime": "docker", "plan": "pro"}]}\n',
  },
  quotes: {
    file: w('  plan: \'starter\'\n  dockerCommand: "a"\n'),
    live: w('  plan: pro\n  dockerCommand: b\n'),
    after: w('  plan: \'pro\'\n  dockerCommand: "b"\n'),
  },
  'comments at their columns': {
    file: w('  plan: starter      # what it costs\n  dockerCommand: a   # what it does\n'),
    live: w('  plan: pro\n'),
    after: w('  plan: pro      # what it costs\n  dockerCommand: a   # what it does\n'),
  },
  'blank lines': {
    file: `\n\nservices:\n\n- type: worker\n\n  name: w\n  runtime: docker\n\n\n  plan: starter\n\n${v}\n\n`,
    live: w('  plan: pro\n'),
    after:
      '\n\nservices:\n\n- type: worker\n\n  name: w\n  runtime: docker\n\n\n  plan: pro\n\n- { type: worker, name: v, runtime: docker }\n\n\n',
  },
  'no line end at the end': { file: w('  plan: starter'), live: w('  plan: pro\n'), after: w('  plan: pro') },
  'a document with a beginning': {
    file: `---\n# first\n${w('  plan: starter\n')}`,
    live: w('  plan: pro\n'),
    after: '---\n# first\nservices:\n- type: worker\n  name: w\n  runtime: docker\n  plan: pro\n',
  },
  'a new key': {
    file: w('  maxShutdownDelaySeconds: 60 # long\n'),
    live: w('  plan: pro\n'),
    all: true,
    after: w(
      '  maxShutdownDelaySeconds: 60 # long\n  plan: pro\n  repo: https://github.com/acme/app\n  branch: main\n',
    ),
  },
  'a text that YAML could misread': {
    file: w('  dockerCommand: run\n'),
    live: w('  dockerCommand: "no"\n'),
    after: w('  dockerCommand: "no"\n'),
  },
  'a text that looks like a number': {
    file: w('  dockerCommand: run\n'),
    live: w('  dockerCommand: "0123"\n'),
    after: w('  dockerCommand: "0123"\n'),
  },
  'a folded text': {
    file: w('  dockerCommand: >-\n    one\n    two\n'),
    live: w('  dockerCommand: three\n'),
    after: w('  dockerCommand: three\n'),
  },
}

const additions: Readonly<Record<string, Case>> = {
  'after blank lines, where resources are set apart': {
    file: `${w('')}\n${v}`,
    live: 'services: [{ type: worker, name: u, runtime: docker }]',
    after: w(
      '\n- { type: worker, name: v, runtime: docker }\n\n- type: worker\n  name: u\n  runtime: docker\n  repo: https://github.com/acme/app\n  branch: main\n',
    ),
  },
  'into a list that is empty': {
    file: 'services: []\n',
    live: w(''),
    after:
      'services:\n  - type: worker\n    name: w\n    runtime: docker\n    repo: https://github.com/acme/app\n    branch: main\n',
  },
  'a list that is not there': {
    file: w(''),
    live: 'databases: [{ name: main }]',
    after: w('databases:\n- name: main\n  diskSizeGB: 15\n'),
  },
  'what only the extension can say': {
    file: w(''),
    live: 'x-render-sync: { webhooks: [{ name: chat, url: https://example.com/hook, eventFilter: [deploy_ended] }] }\nservices: []',
    after: w('x-render-sync:\n  webhooks:\n  - name: chat\n    eventFilter:\n    - deploy_ended\n'),
  },
  'into the extension that is there': {
    file: `${w('')}x-render-sync:\n  # who is told\n  webhooks:\n  - { name: one, url: https://example.com/1, eventFilter: [deploy_ended] }\n`,
    live: 'x-render-sync: { webhooks: [{ name: two, url: https://example.com/2, eventFilter: [deploy_ended] }] }\nservices: []',
    after: w(
      'x-render-sync:\n  # who is told\n  webhooks:\n  - { name: one, url: https://example.com/1, eventFilter: [deploy_ended] }\n  - name: two\n    eventFilter:\n    - deploy_ended\n',
    ),
  },
  'into an environment that is there': {
    file: 'projects:\n- name: p\n  environments:\n  - name: e # the only one\n',
    live: 'projects: [{ name: p, environments: [{ name: e, services: [{ type: worker, name: w, runtime: docker }] }] }]',
    after:
      'projects:\n- name: p\n  environments:\n  - name: e # the only one\n    services:\n    - type: worker\n      name: w\n      runtime: docker\n      repo: https://github.com/acme/app\n      branch: main\n',
  },
  'an environment of a project that is there': {
    file: 'projects:\n- name: p\n  environments:\n  - name: e # the only one\n',
    live: 'projects: [{ name: p, environments: [{ name: f, databases: [{ name: main }] }] }]',
    after:
      'projects:\n- name: p\n  environments:\n  - name: e # the only one\n  - name: f\n    databases:\n    - name: main\n      diskSizeGB: 15\n',
  },
  'variables and links, if all is asked for': {
    file: w('  envVars:\n  - key: A # first\n    value: a\n'),
    live: `${w('  envVars: [{ key: B, value: b }, { fromGroup: g }]\n')}envVarGroups: [{ name: g, envVars: [] }]\n`,
    all: true,
    after: w(
      '  envVars:\n  - key: A # first\n    value: a\n  - key: B\n    sync: false\n  - fromGroup: g\n  repo: https://github.com/acme/app\n  branch: main\nenvVarGroups:\n- name: g\n  envVars: []\n',
    ),
  },
  'secret files, if all is asked for': {
    file: w('  x-render-sync:\n    ignore: [plan]\n'),
    live: w('  x-render-sync: { secretFiles: [{ name: a, content: b }] }\n'),
    all: true,
    after: w(
      '  x-render-sync:\n    ignore: [plan]\n    secretFiles:\n    - name: a\n      sync: false\n  repo: https://github.com/acme/app\n  branch: main\n',
    ),
  },
}

const two = w('  envVars:\n  - key: A # first\n    value: a\n  - key: B\n    value: b\n')
const one = w('  envVars: # all of them\n  # the only one\n  - { key: A, value: a }\n  plan: starter\n')
const domains = (more: string) => w(`  domains:\n  - a.example.com # first\n${more}`).replace('worker', 'web')
const disk = w('  disk:\n    name: d\n    mountPath: /d\n  plan: starter\n')
const other = 'services: [{ type: pserv, name: w, runtime: docker }]'

const removals: Readonly<Record<string, Case>> = {
  'a variable, unasked': {
    file: two,
    deleted: ['w/env-vars/A'],
    after: w('  envVars:\n  - key: A # first\n    value: a\n  - key: B\n    value: b\n'),
    notes: ['service/w/env/A: it is not live any more; --remove takes it out of the file'],
  },
  'a variable': {
    file: two,
    deleted: ['w/env-vars/A'],
    remove: true,
    after: w('  envVars:\n  - key: B\n    value: b\n'),
  },
  'the last variable': {
    file: two,
    deleted: ['w/env-vars/B'],
    remove: true,
    after: w('  envVars:\n  - key: A # first\n    value: a\n'),
  },
  'the only variable': {
    file: one,
    deleted: ['w/env-vars/A'],
    remove: true,
    after: w('  # all of them\n  # the only one\n  envVars: []\n  plan: starter\n'),
  },
  'all variables': {
    file: two,
    deleted: ['w/env-vars/A', 'w/env-vars/B'],
    remove: true,
    after: w('  envVars: []\n'),
  },
  'a domain': {
    file: domains('  - b.example.com\n'),
    deleted: ['w/custom-domains/b.example.com'],
    remove: true,
    after: 'services:\n- type: web\n  name: w\n  runtime: docker\n  domains:\n  - a.example.com # first\n',
  },
  'the only domain': {
    file: domains(''),
    deleted: ['w/custom-domains/a.example.com'],
    remove: true,
    after: 'services:\n- type: web\n  name: w\n  runtime: docker\n  domains: []\n',
  },
  'a disk': {
    file: disk,
    deleted: ['w'],
    live: w('  plan: starter\n'),
    remove: true,
    after: w('  plan: starter\n'),
  },
  'a disk, unasked': {
    file: disk,
    deleted: ['w'],
    live: w('  plan: starter\n'),
    after: w('  disk:\n    name: d\n    mountPath: /d\n  plan: starter\n'),
    notes: ['service/w/disk: it is not live any more; --remove takes it out of the file'],
  },
  'a resource, unasked': {
    file: `${w('')}${v}`,
    deleted: ['v'],
    after: `${w('')}${v}`,
    notes: ['service/v: it is not live any more; --remove takes it out of the file'],
  },
  'a resource': { file: `${w('')}${v}`, deleted: ['v'], remove: true, after: w('') },
  'a resource in a line': {
    file: 'services: [{ type: worker, name: w, runtime: docker }, { type: worker, name: v, runtime: docker }]\n',
    deleted: ['w'],
    remove: true,
    after: 'services: [{type: worker, name: v, runtime: docker}]\n',
  },
  'a resource whose name another kind has taken, unasked': {
    file: w('  plan: starter # cheap\n'),
    deleted: ['w'],
    live: other,
    after: w('  plan: starter # cheap\n'),
    notes: ['service/w: it is a private service now, no background worker; --remove rewrites it'],
  },
  'a resource whose name another kind has taken': {
    file: w('  plan: starter # cheap\n'),
    deleted: ['w'],
    live: other,
    remove: true,
    after:
      'services:\n- type: pserv\n  name: w\n  runtime: docker\n  repo: https://github.com/acme/app\n  branch: main\n',
    notes: ['service/w: it is a private service now, no background worker'],
  },
  'what others take by an anchor': {
    file: w(
      '  envVars:\n  - &a { key: A, value: a }\n- { type: worker, name: v, runtime: docker, envVars: [*a] }\n',
    ),
    deleted: ['w/env-vars/A'],
    remove: true,
    after: w('  envVars: []\n- {type: worker, name: v, runtime: docker, envVars: [{key: A, value: a}]}\n'),
  },
}
const table = { forms, additions, removals }
describe.each(Object.entries(table))('%s', (_, rows) => {
  test.each(Object.entries(rows))('%s', async (_title, row) => {
    const { text, notes } = await edited(row)
    expect(text).toBe(row.after)
    expect(notes).toEqual(row.notes ?? [])
  })
})
