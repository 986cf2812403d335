/** Whole resources that are live and in no file: what each list and each scope takes, and what it leaves. */
import { expect, test } from 'vitest'
import { database, type File, group, project, type Row, service, store, trial } from './trial.ts'

const shop = project('shop', { live: { services: [store('inner')] }, test: {} })
const old = project('old', { live: { services: [store('olden')] } })

/** Two of each at the root, and two projects. */
const live: File = {
  services: [store('cache'), store('spare'), service('web'), service('idle')],
  databases: [database('main'), database('copy')],
  envVarGroups: [group('shared', 'A'), group('loose', 'B')],
  projects: [shop, old],
}

/** One of each, and no project. */
const half: File = {
  services: [store('cache'), service('web')],
  databases: [database('main')],
  envVarGroups: [group('shared', 'A')],
}
const halfWithShop: File = { ...half, projects: [shop] }

const everywhere = ['--prune-scope', 'workspace']
const outside = ['--prune-scope', 'ungrouped']
const sure = '--confirm-destructive'

const url = { key: 'URL', fromDatabase: { name: 'main', property: 'connectionString' } }

const rows: readonly Row[] = [
  { why: 'nothing is asked for', live, file: half, exit: 0 },
  {
    why: 'a list without a scope, in a file without projects',
    live,
    file: half,
    args: ['--prune', 'services', sure],
    exit: 1,
    plan: ['error prune-scope'],
  },
  {
    why: 'the scope of the file, which has no projects',
    live,
    file: half,
    args: ['--prune', 'services', '--prune-scope', 'declared', sure],
    exit: 0,
  },
  {
    why: 'services that stand in no environment, data and all, unconfirmed',
    live,
    file: half,
    args: ['--prune', 'services', ...outside],
    exit: 1,
    plan: ['- keyvalue/spare', '- service/idle', 'error destroys-data'],
  },
  {
    why: 'services that stand in no environment',
    live,
    file: half,
    args: ['--prune', 'services', ...outside, sure],
    exit: 0,
    plan: ['- keyvalue/spare', '- service/idle'],
    lost: ['keyvalue/spare', 'service/idle'],
  },
  {
    why: 'services anywhere',
    live,
    file: half,
    args: ['--prune', 'services', ...everywhere, sure],
    exit: 0,
    plan: ['- keyvalue/inner', '- keyvalue/olden', '- keyvalue/spare', '- service/idle'],
    lost: ['keyvalue/inner', 'keyvalue/olden', 'keyvalue/spare', 'service/idle'],
  },
  {
    why: 'databases, unconfirmed',
    live,
    file: half,
    args: ['--prune', 'databases', ...outside],
    exit: 1,
    plan: ['- database/copy', 'error destroys-data'],
  },
  {
    why: 'databases',
    live,
    file: half,
    args: ['--prune', 'databases', ...outside, sure],
    exit: 0,
    plan: ['- database/copy'],
    lost: ['database/copy'],
  },
  {
    why: 'groups, which hold no data',
    live,
    file: half,
    args: ['--prune', 'envVarGroups', ...outside],
    exit: 0,
    plan: ['- group/loose'],
    lost: ['group/loose', 'group/loose/env/B'],
  },
  {
    why: 'a service without a disk, which holds no data',
    live: { services: [service('web'), service('idle')] },
    file: { services: [service('web')] },
    args: ['--prune', 'services', ...outside],
    exit: 0,
    plan: ['- service/idle'],
    lost: ['service/idle'],
  },
  {
    why: 'in a file with a project, what stands in no environment stays',
    live,
    file: halfWithShop,
    args: ['--prune', 'services', sure],
    exit: 0,
  },
  {
    why: 'in a file with a project, what stands in its environments goes',
    live,
    file: { ...half, projects: [project('shop', { live: {}, test: {} })] },
    args: ['--prune', 'services', sure],
    exit: 0,
    plan: ['- keyvalue/inner'],
    lost: ['keyvalue/inner'],
  },
  {
    why: 'an environment of a declared project, unconfirmed',
    live,
    file: { ...half, projects: [project('shop', { live: { services: [store('inner')] } })] },
    args: ['--prune', 'environments'],
    exit: 1,
    plan: ['- environment/shop/test', 'error destroys-data'],
  },
  {
    why: 'an environment of a declared project',
    live,
    file: { ...half, projects: [project('shop', { live: { services: [store('inner')] } })] },
    args: ['--prune', 'environments', sure],
    exit: 0,
    plan: ['- environment/shop/test'],
    lost: ['environment/shop/test'],
  },
  {
    why: 'an environment with something in it that is not asked for',
    live,
    file: { ...half, projects: [project('shop', { test: {} })] },
    args: ['--prune', 'environments', sure],
    exit: 1,
    plan: ['- environment/shop/live', 'error not-empty'],
  },
  {
    why: 'an environment with all that is in it',
    live,
    file: { ...half, projects: [project('shop', { test: {} })] },
    args: ['--prune', 'environments,services', sure],
    exit: 0,
    plan: ['- environment/shop/live', '- keyvalue/inner'],
    lost: ['environment/shop/live', 'keyvalue/inner'],
  },
  {
    why: 'a project with something in it that is not asked for',
    live,
    file: halfWithShop,
    args: ['--prune', 'projects', ...everywhere, sure],
    exit: 1,
    plan: ['- project/old', 'error not-empty'],
  },
  {
    why: 'a project with all that is in it, and what else the list takes',
    live,
    file: halfWithShop,
    args: ['--prune', 'projects,services', ...everywhere, sure, '--max-deletes', '4'],
    exit: 0,
    plan: ['- keyvalue/olden', '- keyvalue/spare', '- project/old', '- service/idle'],
    lost: ['environment/old/live', 'keyvalue/olden', 'keyvalue/spare', 'project/old', 'service/idle'],
  },
  {
    why: 'a list that the file names',
    live,
    file: { ...half, 'x-render-sync': { prune: { kinds: ['databases'], scope: 'ungrouped' } } },
    args: [sure],
    exit: 0,
    plan: ['- database/copy'],
    lost: ['database/copy'],
  },
  {
    why: 'a list that the file names, unconfirmed',
    live,
    file: { ...half, 'x-render-sync': { prune: { kinds: ['databases'], scope: 'ungrouped' } } },
    exit: 1,
    plan: ['- database/copy', 'error destroys-data'],
  },
  {
    why: 'a list that nobody knows',
    live,
    file: half,
    args: ['--prune', 'sevices', ...everywhere, sure],
    exit: 1,
    plan: ['error bad-usage'],
  },
  {
    why: 'a plan alone, whatever it is asked for',
    live,
    file: half,
    args: ['plan', '--prune', 'databases', ...outside, sure],
    exit: 0,
    plan: ['- database/copy'],
  },
  {
    why: 'a group that a service of no file is linked to',
    live: {
      services: [service('web', { envVars: [{ fromGroup: 'loose' }] })],
      envVarGroups: [group('shared', 'A'), group('loose', 'B')],
    },
    file: { envVarGroups: [group('shared', 'A')] },
    args: ['--prune', 'envVarGroups', ...outside],
    exit: 0,
  },
  {
    why: 'a group with the service that is linked to it',
    live: {
      services: [service('web', { envVars: [{ fromGroup: 'loose' }] }), store('cache')],
      envVarGroups: [group('loose', 'B')],
    },
    file: { services: [store('cache')] },
    args: ['--prune', 'envVarGroups,services', ...outside],
    exit: 0,
    plan: ['- group/loose', '- service/web'],
    lost: ['group/loose', 'group/loose/env/B', 'service/web', 'service/web/group/loose'],
  },
  {
    why: 'a database that a service of no file takes a value from',
    live: { services: [service('web', { envVars: [url] }), store('cache')], databases: [database('main')] },
    file: { services: [store('cache')] },
    args: ['--prune', 'databases', ...outside, sure],
    exit: 0,
  },
  {
    why: 'a database that a service may take a value from, which the key cannot see',
    live: { services: [service('web', { envVars: [url] }), store('cache')], databases: [database('main')] },
    file: { services: [store('cache')] },
    args: ['--prune', 'databases', ...outside, sure],
    levels: { all: 'write', 'env-vars': 'none' },
    exit: 1,
    plan: ['- database/main', 'error unobserved-area'],
  },
  {
    why: 'a database with the service that takes a value from it',
    live: { services: [service('web', { envVars: [url] }), store('cache')], databases: [database('main')] },
    file: { services: [store('cache')] },
    args: ['--prune', 'databases,services', ...outside, sure],
    exit: 0,
    plan: ['- database/main', '- service/web'],
    lost: ['database/main', 'service/web', 'service/web/env/URL'],
  },
  {
    why: 'a webhook',
    live: {
      services: [store('cache')],
      'x-render-sync': {
        webhooks: [{ name: 'chat', url: 'https://example.com/hook' }],
      },
    },
    file: { services: [store('cache')] },
    args: ['--prune', 'webhooks', ...everywhere],
    exit: 0,
    plan: ['- webhook/chat'],
    lost: ['webhook/chat'],
  },
]

test.each(rows)('$why: exit $exit', trial)

test('each way is told apart', () => {
  expect(new Set(rows.map(({ why }) => why)).size).toBe(rows.length)
})
