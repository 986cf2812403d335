/** How much at once, what is protected, what a run is not about, what nobody could see. */
import { test } from 'vitest'
import { database, type File, project, type Row, service, store, trial } from './trial.ts'

const stores = (count: number) => Array.from({ length: count }, (_, index) => store(`s${index}`))
const goneOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `keyvalue/s${from + index}`)
const minus = (addresses: readonly string[]) => addresses.map((address) => `- ${address}`)

const pruning = ['--prune', 'services', '--prune-scope', 'workspace', '--confirm-destructive']

/** So many of so many key values, and what the plan says. */
const many = (kept: number, all: number): Pick<Row, 'live' | 'file'> => ({
  live: { services: stores(all) },
  file: { services: stores(kept) },
})

const thresholds: readonly Row[] = [
  { why: '3 of 10', ...many(7, 10), args: pruning, exit: 0, plan: minus(goneOf(7, 10)), lost: goneOf(7, 10) },
  {
    why: '4 of 10',
    ...many(6, 10),
    args: pruning,
    exit: 1,
    plan: [...minus(goneOf(6, 10)), 'error too-many-deletes'],
  },
  {
    why: '4 of 10, with one fewer allowed',
    ...many(6, 10),
    args: [...pruning, '--max-deletes', '3'],
    exit: 1,
    plan: [...minus(goneOf(6, 10)), 'error too-many-deletes'],
  },
  {
    why: '4 of 10, allowed by number',
    ...many(6, 10),
    args: [...pruning, '--max-deletes', '4'],
    exit: 0,
    plan: minus(goneOf(6, 10)),
    lost: goneOf(6, 10),
  },
  {
    why: '4 of 10, with a smaller part allowed',
    ...many(6, 10),
    args: [...pruning, '--max-deletes', '39%'],
    exit: 1,
    plan: [...minus(goneOf(6, 10)), 'error too-many-deletes'],
  },
  {
    why: '4 of 10, allowed as a part',
    ...many(6, 10),
    args: [...pruning, '--max-deletes', '40%'],
    exit: 0,
    plan: minus(goneOf(6, 10)),
    lost: goneOf(6, 10),
  },
  {
    why: 'most of a few',
    ...many(1, 9),
    args: pruning,
    exit: 0,
    plan: minus(goneOf(1, 9)),
    lost: goneOf(1, 9),
  },
  {
    why: 'one, where none is allowed',
    ...many(1, 2),
    args: [...pruning, '--max-deletes', '0'],
    exit: 1,
    plan: [...minus(goneOf(1, 2)), 'error too-many-deletes'],
  },
  {
    why: 'everything, as the file is empty',
    live: { services: stores(2) },
    file: { services: [] },
    args: pruning,
    exit: 1,
    plan: [...minus(goneOf(0, 2)), 'error too-many-deletes'],
  },
  {
    why: 'everything, as the file is empty, and that is meant',
    live: { services: stores(2) },
    file: { services: [] },
    args: [...pruning, '--max-deletes', '100%'],
    exit: 0,
    plan: minus(goneOf(0, 2)),
    lost: goneOf(0, 2),
  },
]

const kept = { 'x-render-sync': { protected: true } }
const two: File = { services: [store('cache'), store('spare')], databases: [database('main')] }
const guarded: File = { services: [store('cache')], databases: [database('main', kept)] }
const destroying = ['destroy', '--confirm', 'Acme', '--confirm-destructive']

const protections: readonly Row[] = [
  {
    why: 'something protected, destroyed',
    live: two,
    file: guarded,
    args: destroying,
    exit: 1,
    plan: ['- database/main', '- keyvalue/cache', 'error protected'],
  },
  {
    why: 'something protected, in an environment that is destroyed',
    live: { projects: [project('shop', { live: { services: [store('inner')] } })] },
    file: { projects: [project('shop', { live: { services: [store('inner', kept)] } })] },
    args: [...destroying, '--exclude', 'keyvalue/inner'],
    exit: 1,
    plan: ['- project/shop', 'error not-empty', 'error protected'],
  },
  {
    why: 'the disk of something protected',
    live: { services: [service('web', { disk: { name: 'd', mountPath: '/d', sizeGB: 10 } })] },
    file: { services: [service('web', kept)] },
    args: ['--prune', 'disk', '--confirm-destructive'],
    exit: 1,
    plan: ['- service/web/disk', 'error protected'],
  },
  {
    why: 'a replica of something protected',
    live: { databases: [database('main', { plan: 'pro-4gb', readReplicas: [{ name: 'reader' }] })] },
    file: { databases: [database('main', { plan: 'pro-4gb', readReplicas: [], ...kept })] },
    args: ['--confirm-destructive'],
    exit: 1,
    plan: ['- readReplicas', 'error protected'],
  },
  {
    why: 'something protected, replaced',
    live: { databases: [database('main', { region: 'oregon' })] },
    file: { databases: [database('main', { region: 'ohio', ...kept })] },
    args: ['--confirm-destructive', '--allow-replace', 'database/main'],
    exit: 1,
    plan: ['-/+ database/main', 'error protected'],
  },
]

const narrowed: readonly Row[] = [
  {
    why: 'a run about something else',
    live: two,
    file: { services: [store('cache')], databases: [database('main')] },
    args: [...pruning, '--target', 'keyvalue/cache'],
    exit: 0,
  },
  {
    why: 'a run about what is in no file',
    live: two,
    file: { services: [store('cache')], databases: [database('main')] },
    args: [...pruning, '--exclude', 'keyvalue/spare'],
    exit: 1,
    plan: ['error unknown-target'],
  },
  {
    why: 'a run about one environment',
    live: {
      projects: [
        project('shop', { live: { services: [store('a')] }, test: { services: [store('b'), store('c')] } }),
      ],
    },
    file: { projects: [project('shop', { live: {}, test: { services: [store('b')] } })] },
    args: ['--prune', 'services', '--confirm-destructive', '-e', 'shop/test'],
    exit: 0,
    plan: ['- keyvalue/c'],
    lost: ['keyvalue/c'],
  },
  {
    why: 'one of two files',
    live: two,
    file: { services: [store('cache')] },
    files: { 'more.yaml': { services: [store('spare')] } },
    args: [...pruning, '-f', 'render.yaml', '-f', 'more.yaml'],
    exit: 0,
  },
  {
    why: 'one of two files, forgotten',
    live: two,
    file: { services: [store('cache')] },
    files: { 'more.yaml': { services: [store('spare')] } },
    args: [...pruning.slice(0, 4), '-f', 'render.yaml'],
    exit: 1,
    plan: ['- keyvalue/spare', 'error destroys-data'],
  },
  {
    why: 'a list that the key may not see',
    live: two,
    file: { services: [store('cache'), store('spare')] },
    args: ['--prune', 'databases', '--prune-scope', 'workspace', '--confirm-destructive'],
    levels: { all: 'write', postgres: 'none' },
    exit: 0,
  },
  {
    why: 'an environment in which the key may not see everything',
    live: { projects: [project('shop', { live: {}, test: {} })] },
    file: { projects: [project('shop', { live: {} })] },
    args: ['--prune', 'environments', '--confirm-destructive'],
    levels: { all: 'write', postgres: 'none' },
    exit: 1,
    plan: ['- environment/shop/test', 'error not-empty'],
  },
  {
    why: 'variables that the key may not see',
    live: { services: [service('web', { envVars: [{ key: 'A', value: 'a' }] })] },
    file: { services: [service('web')] },
    args: ['--prune', 'envVars'],
    levels: { all: 'write', 'env-vars': 'none' },
    exit: 0,
  },
  {
    why: 'a service of a type that is not known yet',
    live: { services: [service('box'), service('idle'), service('web')] },
    file: { services: [service('web')] },
    args: pruning,
    strangers: ['box'],
    exit: 0,
    plan: ['- service/idle'],
    lost: ['service/idle'],
  },
  {
    why: 'an environment with a service of a type that is not known yet',
    live: { projects: [project('shop', { live: {}, test: { services: [service('box')] } })] },
    file: { projects: [project('shop', { live: {} })] },
    args: ['--prune', 'environments,services', '--confirm-destructive'],
    strangers: ['box'],
    exit: 1,
    plan: ['- environment/shop/test', 'error not-empty'],
  },
]

test.each([...thresholds, ...protections, ...narrowed])('$why: exit $exit', trial)
