/** Items of declared resources that are live and in no file, what is deleted and created anew, and what others do meanwhile. */
import { test } from 'vitest'
import {
  database,
  type File,
  group,
  project,
  type Row,
  service,
  site,
  store,
  trial,
  values,
} from './trial.ts'

const disk = { name: 'd', mountPath: '/d', sizeGB: 10 }
const sure = '--confirm-destructive'

const web = (...keys: readonly string[]): File => ({
  services: [service('web', { envVars: values(...keys) })],
})
const served = (more: File): File => ({ services: [site('site', more)] })
const headers = [
  { path: '/*', name: 'X-One', value: '1' },
  { path: '/*', name: 'X-Two', value: '2' },
]
const routes = [
  { type: 'redirect', source: '/a', destination: '/b' },
  { type: 'redirect', source: '/c', destination: '/d' },
]
const withFiles = (...names: readonly string[]): File => ({
  services: [
    service('web', {
      'x-render-sync': { secretFiles: names.map((name) => ({ name, content: `of ${name}` })) },
    }),
  ],
})
const linked = (...names: readonly string[]): File => ({
  services: [service('web', { envVars: names.map((fromGroup) => ({ fromGroup })) })],
  envVarGroups: [group('one', 'A'), group('two', 'B')],
})

const items: readonly Row[] = [
  { why: 'variables, unasked', live: web('A', 'B'), file: web('A'), exit: 0 },
  {
    why: 'variables',
    live: web('A', 'B'),
    file: web('A'),
    args: ['--prune', 'envVars'],
    exit: 0,
    plan: ['- service/web/env/B'],
    lost: ['service/web/env/B'],
  },
  {
    why: 'variables of a service whose file leaves them out',
    live: web('A', 'B'),
    file: { services: [service('web')] },
    args: ['--prune', 'envVars'],
    exit: 0,
    plan: ['- service/web/env/A', '- service/web/env/B'],
    lost: ['service/web/env/A', 'service/web/env/B'],
  },
  {
    why: 'variables that the file says are somebody else’s',
    live: web('A', 'RELEASE', 'B'),
    file: {
      services: [service('web', { envVars: values('A'), 'x-render-sync': { ignore: ['env/RELEASE'] } })],
    },
    args: ['--prune', 'envVars'],
    exit: 0,
    plan: ['- service/web/env/B'],
    lost: ['service/web/env/B'],
  },
  {
    why: 'variables of a service that a run about one of its items names',
    live: web('A', 'B'),
    file: web('A'),
    args: ['--prune', 'envVars', '--target', 'service/web/env/A'],
    exit: 0,
  },
  {
    why: 'variables of a group',
    live: { envVarGroups: [group('shared', 'A', 'B')] },
    file: { envVarGroups: [group('shared', 'A')] },
    args: ['--prune', 'envVars'],
    exit: 0,
    plan: ['- group/shared/env/B'],
    lost: ['group/shared/env/B'],
  },
  {
    why: 'secret files',
    live: withFiles('a.txt', 'b.txt'),
    file: withFiles('a.txt'),
    args: ['--prune', 'secretFiles'],
    exit: 0,
    plan: ['- service/web/file/b.txt'],
    lost: ['service/web/file/b.txt'],
  },
  { why: 'a link to a group, unasked', live: linked('one', 'two'), file: linked('one'), exit: 0 },
  {
    why: 'a link to a group',
    live: linked('one', 'two'),
    file: linked('one'),
    args: ['--prune', 'groupLinks'],
    exit: 0,
    plan: ['- service/web/group/two'],
    lost: ['service/web/group/two'],
  },
  {
    why: 'a domain, unasked',
    live: { services: [service('web', { domains: ['a.example.com', 'b.example.com'] })] },
    file: { services: [service('web', { domains: ['a.example.com'] })] },
    exit: 0,
  },
  {
    why: 'a domain',
    live: { services: [service('web', { domains: ['a.example.com', 'b.example.com'] })] },
    file: { services: [service('web', { domains: ['a.example.com'] })] },
    args: ['--prune', 'domains'],
    exit: 0,
    plan: ['- service/web/domain/b.example.com'],
    lost: ['service/web/domain/b.example.com'],
  },
  {
    why: 'the domain that Render makes of a declared one',
    live: { services: [service('web', { domains: ['example.com'] })] },
    args: ['--prune', 'domains'],
    exit: 0,
  },
  {
    why: 'a header, unasked',
    live: served({ headers }),
    file: served({ headers: headers.slice(1) }),
    exit: 0,
  },
  {
    why: 'a header',
    live: served({ headers }),
    file: served({ headers: headers.slice(1) }),
    args: ['--prune', 'headers'],
    exit: 0,
    plan: ['- service/site/header//*'],
    lost: ['service/site/header/X-One'],
  },
  { why: 'a route, unasked', live: served({ routes }), file: served({ routes: routes.slice(1) }), exit: 0 },
  {
    why: 'a route',
    live: served({ routes }),
    file: served({ routes: routes.slice(1) }),
    args: ['--prune', 'routes'],
    exit: 0,
    plan: ['- service/site/route//a'],
    lost: ['service/site/route//a'],
  },
  {
    why: 'a disk, unasked',
    live: { services: [service('web', { disk })] },
    file: { services: [service('web')] },
    args: [sure],
    exit: 0,
  },
  {
    why: 'a disk, unconfirmed',
    live: { services: [service('web', { disk })] },
    file: { services: [service('web')] },
    args: ['--prune', 'disk'],
    exit: 1,
    plan: ['- service/web/disk', 'error destroys-data'],
  },
  {
    why: 'a disk',
    live: { services: [service('web', { disk })] },
    file: { services: [service('web')] },
    args: ['--prune', 'disk', sure],
    exit: 0,
    plan: ['- service/web/disk'],
    lost: ['service/web/disk'],
  },
  {
    why: 'a smaller disk',
    live: { services: [service('web', { disk: { ...disk, sizeGB: 20 } })] },
    file: { services: [service('web', { disk })] },
    args: [sure],
    exit: 1,
    plan: ['error change-refused'],
  },
  {
    why: 'a replica that the file leaves out',
    live: { databases: [database('main', { plan: 'pro-4gb', readReplicas: [{ name: 'reader' }] })] },
    file: { databases: [database('main', { plan: 'pro-4gb' })] },
    args: [sure],
    exit: 0,
  },
  {
    why: 'a replica, unconfirmed',
    live: { databases: [database('main', { plan: 'pro-4gb', readReplicas: [{ name: 'reader' }] })] },
    file: { databases: [database('main', { plan: 'pro-4gb', readReplicas: [] })] },
    exit: 1,
    plan: ['- readReplicas', 'error destroys-data'],
  },
  {
    why: 'a replica',
    live: { databases: [database('main', { plan: 'pro-4gb', readReplicas: [{ name: 'reader' }] })] },
    file: { databases: [database('main', { plan: 'pro-4gb', readReplicas: [] })] },
    args: [sure],
    exit: 0,
    plan: ['- readReplicas'],
    lost: ['database/reader'],
  },
]

const inOregon: File = { databases: [database('main', { region: 'oregon' })] }
const inOhio: File = { databases: [database('main', { region: 'ohio' })] }

const replaced: readonly Row[] = [
  {
    why: 'another region',
    live: inOregon,
    file: inOhio,
    args: [sure],
    exit: 1,
    plan: ['-/+ database/main', 'error replace-refused'],
  },
  {
    why: 'another region, with another address allowed',
    live: inOregon,
    file: inOhio,
    args: [sure, '--allow-replace', 'database/other'],
    exit: 1,
    plan: ['-/+ database/main', 'error replace-refused'],
  },
  {
    why: 'another region, allowed and unconfirmed',
    live: inOregon,
    file: inOhio,
    args: ['--allow-replace', 'database/main'],
    exit: 1,
    plan: ['-/+ database/main', 'error destroys-data'],
  },
  {
    why: 'another type under the same name',
    live: { services: [service('web')] },
    file: { services: [service('web', { type: 'worker' })] },
    exit: 1,
    plan: ['-/+ service/web', 'error replace-refused'],
  },
]

const destroying = ['destroy', sure]
const shop: File = {
  projects: [project('shop', { live: { services: [store('inner')] } })],
  services: [service('web')],
}
const gone = ['environment/shop/live', 'keyvalue/inner', 'project/shop', 'service/web']
const going = ['- keyvalue/inner', '- project/shop', '- service/web']

const destroyed: readonly Row[] = [
  {
    why: 'destroying, and nobody to ask',
    live: shop,
    args: destroying,
    exit: 1,
    plan: [...going, 'error bad-usage'],
  },
  {
    why: 'destroying with another name',
    live: shop,
    args: [...destroying, '--confirm', 'acme'],
    exit: 1,
    plan: [...going, 'error bad-usage'],
  },
  {
    why: 'destroying data unconfirmed',
    live: shop,
    args: ['destroy', '--confirm', 'Acme'],
    exit: 1,
    plan: [...going, 'error destroys-data'],
  },
  {
    why: 'destroying',
    live: shop,
    args: [...destroying, '--confirm', 'Acme'],
    exit: 0,
    plan: going,
    lost: gone,
  },
  {
    why: 'destroying a project with more in it',
    live: shop,
    file: { projects: [project('shop', { live: {} })] },
    args: [...destroying, '--confirm', 'Acme'],
    exit: 1,
    plan: ['- project/shop', 'error not-empty'],
  },
  {
    why: 'destroying one environment',
    live: {
      projects: [project('shop', { live: { services: [store('a')] }, test: { services: [store('b')] } })],
    },
    args: [...destroying, '--confirm', 'Acme', '-e', 'shop/test'],
    exit: 0,
    plan: ['- environment/shop/test', '- keyvalue/b'],
    lost: ['environment/shop/test', 'keyvalue/b'],
  },
  {
    why: 'destroying all but one',
    live: shop,
    args: [...destroying, '--confirm', 'Acme', '--exclude', 'service/web'],
    exit: 0,
    plan: ['- keyvalue/inner', '- project/shop'],
    lost: ['environment/shop/live', 'keyvalue/inner', 'project/shop'],
  },
  {
    why: 'destroying what has another type by now',
    live: { services: [service('web')] },
    file: { services: [service('web', { type: 'worker' })] },
    args: [...destroying, '--confirm', 'Acme'],
    exit: 0,
  },
]

/** Puts a key value into the environment while something else is under way. */
const meanwhile: Row['meanwhile'] = async ({ emulator }) => {
  const { environments, keyValues } = emulator.state()
  const at = Object.values(environments).find(({ name }) => name === 'test')?.id
  const moved = Object.values(keyValues).find(({ name }) => name === 'spare')?.id
  const url = `http://127.0.0.1:1/v1/environments/${at}/resources`
  const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ resourceIds: [moved] })
  await emulator.fetch(new Request(url, { method: 'POST', headers, body }))
}

const others: readonly Row[] = [
  {
    why: 'an environment that somebody has put something into since the plan was made',
    live: {
      projects: [project('shop', { live: {}, test: { services: [store('inner')] } })],
      services: [store('spare')],
    },
    file: { projects: [project('shop', { live: {} })], services: [store('spare')] },
    args: ['--prune', 'environments,services', sure],
    meanwhile,
    exit: 1,
    plan: ['- environment/shop/test', '- keyvalue/inner', 'error not-empty'],
    lost: ['keyvalue/inner'],
  },
]

test.each([...items, ...replaced, ...destroyed, ...others])('$why: exit $exit', trial)
