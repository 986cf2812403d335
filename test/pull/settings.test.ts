/** A file that is there, and settings that Render's language lacks: brought to what is live, and no further. */
import { expect, test } from 'vitest'
import { bench, failures, lines } from '../support/workspace.ts'
import { pulledInto } from './round-trip.ts'

const database = (more: string) => `databases:\n- name: main\n  plan: pro-4gb\n${more}`
const environment = (more: string) => `projects:\n- name: shop\n  environments:\n  - name: live\n${more}`
const root = (more: string) => `x-render-sync:\n${more}services: []\n`

interface Case {
  readonly file: string
  readonly live: string
  readonly after?: string
  readonly notes?: readonly string[]
  readonly remove?: true
}

const cases: Readonly<Record<string, Case>> = {
  'parameters are set as a whole, and comments stay': {
    file: database(
      '  x-render-sync:\n    parameterOverrides:\n      jit: "off"\n      work_mem: 8MB # small\n',
    ),
    live: database('  x-render-sync: { parameterOverrides: { work_mem: 16MB, max_connections: 200 } }\n'),
    after: database(
      '  x-render-sync:\n    parameterOverrides:\n      work_mem: 16MB # small\n      max_connections: "200"\n',
    ),
  },
  'a number that is the same text stays a number': {
    file: database('  x-render-sync: { parameterOverrides: { max_connections: 200 } }\n'),
    live: database('  x-render-sync: { parameterOverrides: { max_connections: "200" } }\n'),
  },
  'parameters of a replica that the file says nothing of stay out': {
    file: database('  readReplicas:\n  - name: reader\n'),
    live: database(
      '  readReplicas:\n  - name: reader\n    x-render-sync: { parameterOverrides: { work_mem: 8MB } }\n',
    ),
  },
  'parameters of a replica are brought to what is live': {
    file: database(
      '  readReplicas:\n  - name: reader\n    x-render-sync: { parameterOverrides: { work_mem: 8MB } }\n',
    ),
    live: database(
      '  readReplicas:\n  - name: reader\n    x-render-sync: { parameterOverrides: { jit: "off" } }\n',
    ),
    after: database(
      '  readReplicas:\n  - name: reader\n    x-render-sync:\n      parameterOverrides:\n        jit: "off"\n',
    ),
  },
  'an allow list of an environment is replaced': {
    file: environment('    x-render-sync:\n      ipAllowList:\n      - source: 10.0.0.0/8\n'),
    live: environment(
      '    x-render-sync: { ipAllowList: [{ source: 203.0.113.0/24, description: office }] }\n',
    ),
    after: environment(
      '    x-render-sync:\n      ipAllowList:\n      - source: 203.0.113.0/24\n        description: office\n',
    ),
  },
  'a log stream of the workspace that the file lacks is added': {
    file: root('  workspace: Emulated workspace\n'),
    live: root('  logStream: { endpoint: "logs.example.com:6514", preview: drop }\n'),
    after: root(
      '  workspace: Emulated workspace\n  logStream:\n    endpoint: logs.example.com:6514\n    preview: drop\n    token:\n      sync: false\n',
    ),
    notes: ['log-stream/workspace: the API does not tell the secret workspace/logStreamToken'],
  },
  'a log stream of the workspace that is gone is told': {
    file: root('  logStream: { endpoint: "logs.example.com:6514", preview: drop }\n'),
    live: 'services: []\n',
    notes: ['log-stream/workspace: it is not live any more; --remove takes it out of the file'],
  },
  'and taken out where that is wanted': {
    file: root(
      '  workspace: Emulated workspace\n  logStream: { endpoint: "logs.example.com:6514", preview: drop }\n',
    ),
    live: 'services: []\n',
    remove: true,
    after: root('  workspace: Emulated workspace\n'),
  },
  'what the file says of notifications is set, the rest stays out': {
    file: root('  notifications:\n    send: all # of them\n'),
    live: root('  notifications: { send: none, email: disabled }\n'),
    after: root('  notifications:\n    send: none # of them\n'),
  },
  'notifications that are as in every workspace are not worth a word': {
    file: root('  workspace: Emulated workspace\n'),
    live: 'services: []\n',
  },
}

test.each(Object.entries(cases))('%s', async (_, { file, live, after = file, notes = [], remove }) => {
  const it = bench()
  expect(failures(await it.apply(live))).toEqual([])
  const pulled = await pulledInto(it, file, remove ? { remove } : {})
  expect(pulled.text).toBe(after)
  expect(pulled.notes.map(({ address, message }) => `${address}: ${message}`)).toEqual(notes)
  const planned = lines((await it.plan(pulled.text)).plan)
  expect(planned.filter((line) => !line.includes('log-stream/workspace'))).toEqual([])
})
