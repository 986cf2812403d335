// How many GETs a plan sends, against the least that the API allows (API facts §7), and how long an apply of the same file
// takes within the limits: on a virtual clock, so that the figures are the same on every machine.
import { createEmulator } from '../dist/src/emulator/index.js'
import { createClient, loadWish, openSession, virtualClock } from '../dist/src/index.js'

const each = (count, make) => Array.from({ length: count }, (_, index) => make(index))
const git = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }
const variables = { envVars: [{ key: 'LEVEL', value: 'info' }] }

/** A file in which every resource declares everything that its kind can. */
const fileOf = ({ web, site, worker, cron, groups, databases, stores }) => ({
  projects: [
    {
      name: 'shop',
      environments: [
        { name: 'staging' },
        {
          name: 'production',
          services: [
            ...each(web, (i) => ({
              type: 'web',
              name: `web-${i}`,
              ...git,
              ...variables,
              domains: [`w${i}.example.com`],
            })),
            ...each(site, (i) => ({
              type: 'web',
              name: `site-${i}`,
              runtime: 'static',
              staticPublishPath: 'out',
              ...variables,
              domains: [`s${i}.example.com`],
              headers: [{ path: '/*', name: 'X-Frame-Options', value: 'DENY' }],
              routes: [{ type: 'rewrite', source: '/*', destination: '/index.html' }],
            })),
            ...each(worker, (i) => ({ type: 'worker', name: `worker-${i}`, ...git, ...variables })),
            ...each(cron, (i) => ({
              type: 'cron',
              name: `cron-${i}`,
              schedule: '0 * * * *',
              ...git,
              ...variables,
            })),
            ...each(stores, (i) => ({ type: 'keyvalue', name: `store-${i}`, ipAllowList: [] })),
          ],
          databases: each(databases, (i) => ({ name: `db-${i}` })),
          envVarGroups: each(groups, (i) => ({ name: `group-${i}`, ...variables })),
        },
      ],
    },
  ],
})

const bound = ({ web, site, worker, cron, groups }) => {
  const services = web + site + worker + cron
  return Math.ceil((services + 1) / 100) + services + web + site + 2 * site + 1 + groups + 4
}

const measure = async (size) => {
  const clock = virtualClock()
  const emulator = createEmulator({ clock, seed: 1 })
  const client = createClient({
    host: 'http://127.0.0.1:1/v1',
    apiKey: emulator.apiKey,
    clock,
    timeoutMs: Number.POSITIVE_INFINITY,
    fetch: (url, init) => emulator.fetch(new Request(url, init)),
  })
  const text = JSON.stringify(fileOf(size))
  const loaded = loadWish([{ name: 'render.yaml', text }], { repo: 'https://github.com/acme/app' })
  const session = await openSession({ client, clock, digestKey: 'bench' })
  const first = await session.plan(loaded)
  const began = clock.now()
  for await (const event of session.apply(first)) {
    if (event.type === 'apply_errored') throw new Error(event.problem.message)
  }
  const minutes = (clock.now() - began) / 60_000
  const before = client.sent().get ?? 0
  await session.plan(loaded)
  return {
    gets: (client.sent().get ?? 0) - before,
    least: bound(size),
    estimate: first.plan.seconds / 60,
    minutes,
  }
}

const sizes = {
  '10 services': { web: 4, site: 2, worker: 2, cron: 2, groups: 2, databases: 1, stores: 1 },
  '50 services': { web: 20, site: 5, worker: 15, cron: 10, groups: 10, databases: 3, stores: 3 },
  '100 services': { web: 50, site: 10, worker: 30, cron: 10, groups: 20, databases: 5, stores: 5 },
}

console.log('workspace      GETs of a plan   least   ratio   estimate of limits   first apply (virtual time)')
for (const [name, size] of Object.entries(sizes)) {
  const { gets, least, estimate, minutes } = await measure(size)
  const columns = [
    String(gets).padStart(14),
    String(least).padStart(7),
    (gets / least).toFixed(2).padStart(7),
  ]
  console.log(
    `${name.padEnd(14)} ${columns.join(' ')} ${`${estimate.toFixed(0)} min`.padStart(20)} ${`${minutes.toFixed(0)} min`.padStart(28)}`,
  )
}
