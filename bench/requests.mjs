// How many GETs a plan sends, against the least that it can be made with (docs/requests.md), and how long an apply of the same
// file takes within the limits: on a virtual clock, so that the figures are the same on every machine.
import { createEmulator } from '../dist/src/emulator/index.js'
import { createClient, loadWish, openSession, virtualClock } from '../dist/src/index.js'
import { boundOf } from './bound.mjs'

const each = (count, make) => Array.from({ length: count }, (_, index) => make(index))
const git = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const level = { key: 'LEVEL', value: 'info' }
const variables = { envVars: [level] }
const disk = { disk: { name: 'data', mountPath: '/data', sizeGB: 10 } }
const headers = [{ path: '/*', name: 'X-Frame-Options', value: 'DENY' }]
const routes = [{ type: 'rewrite', source: '/*', destination: '/index.html' }]

const web = (i, more) => ({ type: 'web', name: `web-${i}`, ...git, ...more })
const site = (i, more) => ({
  type: 'web',
  name: `site-${i}`,
  runtime: 'static',
  staticPublishPath: 'out',
  ...more,
})
const worker = (i, more) => ({ type: 'worker', name: `worker-${i}`, ...git, ...more })
const server = (i, more) => ({ type: 'pserv', name: `server-${i}`, ...git, ...more })
const cron = (i, more) => ({ type: 'cron', name: `cron-${i}`, schedule: '0 * * * *', ...git, ...more })
const store = (i) => ({ type: 'keyvalue', name: `store-${i}`, ipAllowList: [] })
const group = (i, more = variables) => ({ name: `group-${i}`, ...more })

const shop = (production) => ({
  projects: [{ name: 'shop', environments: [{ name: 'staging' }, { name: 'production', ...production }] }],
})

/** Tens of services, of which each declares what its kind usually does. */
const usual = (tens) =>
  shop({
    services: [
      ...each(5 * tens, (i) => web(i, { ...variables, domains: [`w${i}.example.com`] })),
      ...each(tens, (i) => site(i, { ...variables, domains: [`s${i}.example.com`], headers, routes })),
      ...each(3 * tens, (i) => worker(i, variables)),
      ...each(tens, (i) => cron(i, variables)),
      ...each(tens, store),
    ],
    databases: each(tens, (i) => ({ name: `db-${i}` })),
    envVarGroups: each(2 * tens, (i) => group(i)),
  })

const token = (name) => ({ name, content: 'text' })
const references = [
  { key: 'DATABASE', fromDatabase: { name: 'db', property: 'connectionString' } },
  { key: 'USER', fromDatabase: { name: 'other', property: 'user' } },
  { key: 'STORE', fromService: { type: 'keyvalue', name: 'store-0', property: 'connectionString' } },
  { key: 'OWN', fromService: { type: 'worker', name: 'worker-0', envVarKey: 'LEVEL' } },
  { key: 'OF_GROUP', fromService: { type: 'worker', name: 'worker-1', envVarKey: 'SHARED' } },
  { fromGroup: 'group-1' },
]

const allKinds = {
  ...shop({
    services: [
      web(0, {
        ...disk,
        envVars: [level, ...references],
        'x-render-sync': {
          notifications: { send: 'all' },
          logStream: { setting: 'drop' },
          secretFiles: [token('a')],
        },
      }),
      {
        type: 'web',
        name: 'image',
        runtime: 'image',
        image: { url: 'nginx', creds: { fromRegistryCreds: { name: 'hub' } } },
      },
      site(0, { headers, routes }),
      worker(0, variables),
      worker(1, { envVars: [{ fromGroup: 'group-0' }] }),
      server(0, variables),
      cron(0, variables),
      store(0),
    ],
    databases: [
      {
        name: 'db',
        readReplicas: [{ name: 'replica', 'x-render-sync': { parameterOverrides: { work_mem: '8MB' } } }],
        'x-render-sync': { parameterOverrides: { work_mem: '16MB' }, logStream: { setting: 'drop' } },
      },
    ],
    envVarGroups: [group(0, { envVars: [{ key: 'SHARED', value: 'yes' }] }), group(1)],
  }),
  databases: [{ name: 'other' }],
  ungrouped: { services: [worker(2, variables)] },
  'x-render-sync': {
    webhooks: [{ name: 'hook', url: 'https://example.com/hook' }],
    registryCredentials: [{ name: 'hub', registry: 'docker', username: 'acme' }],
    logStream: { endpoint: 'logs.example.com:6514', preview: 'send' },
    notifications: { send: 'all' },
  },
}

const dropped = { 'x-render-sync': { logStream: { setting: 'drop' } } }

const many = { envVars: each(300, (i) => ({ key: `KEY_${i}`, value: 'x' })) }
const two = { envVars: many.envVars.slice(100, 102) }

/** `before`: what is made first; without one, the file itself. */
const shapes = {
  '10 services': { file: usual(1) },
  '100 services': { file: usual(10) },
  '1,000 services': { file: usual(100) },
  'only groups linked': {
    file: {
      services: each(20, (i) => worker(i, { envVars: [{ fromGroup: `group-${i % 7}` }] })),
      envVarGroups: each(7, (i) => group(i)),
    },
  },
  'all kinds in projects': { file: allKinds },
  'nothing live yet': { before: {}, file: allKinds },
  'two variables of 300': {
    before: { services: [worker(0, many)], envVarGroups: [group(0, many)] },
    file: { services: [worker(0, two)], envVarGroups: [group(0, two)] },
  },
  'references to what is not declared': {
    before: allKinds,
    file: { services: [cron(1, { envVars: references }), cron(2, { envVars: references })] },
  },
  'more log streams than a page has': {
    before: { services: each(130, (i) => worker(i, dropped)) },
    file: { services: each(130, (i) => worker(i, i % 2 ? dropped : {})) },
  },
  'all parts pruned': {
    before: usual(1),
    file: {
      ...shop({
        services: [...each(5, (i) => web(i)), ...each(1, (i) => site(i)), ...each(3, (i) => worker(i))],
        envVarGroups: each(2, (i) => group(i, { envVars: [] })),
      }),
      'x-render-sync': {
        prune: ['envVars', 'secretFiles', 'groupLinks', 'domains', 'headers', 'routes', 'disk'],
      },
    },
  },
  'all lists pruned': {
    before: allKinds,
    file: {
      ...shop({ services: [worker(0)] }),
      'x-render-sync': {
        prune: {
          kinds: [
            'services',
            'databases',
            'envVarGroups',
            'projects',
            'environments',
            'webhooks',
            'registryCredentials',
          ],
          scope: 'workspace',
        },
      },
    },
  },
  'domains, headers, routes and disks': {
    file: {
      services: [
        ...each(10, (i) => web(i, { ...disk, domains: [`w${i}.example.com`] })),
        ...each(10, (i) => site(i, { domains: [`s${i}.example.com`], headers, routes })),
      ],
    },
  },
}

const measure = async ({ file, before = file }) => {
  const clock = virtualClock()
  const emulator = createEmulator({ clock, seed: 1 })
  const client = createClient({
    host: 'http://127.0.0.1:1/v1',
    apiKey: emulator.apiKey,
    clock,
    timeoutMs: Number.POSITIVE_INFINITY,
    fetch: (url, init) => emulator.fetch(new Request(url, init)),
  })
  const planned = async (wanted) => {
    const text = JSON.stringify(wanted)
    const loaded = loadWish([{ name: 'render.yaml', text }], { repo: 'https://github.com/acme/app' })
    const session = await openSession({ client, clock })
    return { session, made: await session.plan(loaded, new Map([['authToken', 'secret']])) }
  }
  const { session, made } = await planned(before)
  const began = clock.now()
  for await (const event of session.apply(made)) {
    if (event.type === 'apply_errored') throw new Error(event.problem.message)
  }
  const minutes = (clock.now() - began) / 60_000
  // Reading the log stream of the workspace has a limit of its own, together with writing it.
  const reads = () => (client.sent().get ?? 0) + (client.sent().logs ?? 0)
  const sent = reads()
  const least = boundOf(file, emulator.state())
  await planned(file)
  return { gets: reads() - sent, least, estimate: made.plan.seconds / 60, minutes }
}

const row = (name, ...columns) =>
  [name.padEnd(34), ...columns.map((column, index) => column.padStart(index < 3 ? 7 : 18))].join(' ')

console.log(row('workspace', 'GETs', 'least', 'ratio', 'limits alone', 'first apply'))
for (const [name, shape] of Object.entries(shapes)) {
  const { gets, least, estimate, minutes } = await measure(shape)
  if (gets !== least) process.exitCode = 1
  const figures = [String(gets), String(least), (gets / least).toFixed(2)]
  console.log(row(name, ...figures, `${estimate.toFixed(0)} min`, `${minutes.toFixed(0)} min`))
}
