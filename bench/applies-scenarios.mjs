// What bench/applies.mjs applies: files, and what their resources have to send and wait for.
import { changed, created } from './applies-bound.mjs'

const each = (count, make) => Array.from({ length: count }, (_, index) => make(index))
const git = { runtime: 'node', buildCommand: 'npm ci', startCommand: 'npm start' }

/** Seconds of builds, and of what follows them; the emulator is given the same. */
const usual = { build: 40, update: 15 }
const deployOf = ({ build, update }) => build + update
const lasting = (seconds) => ({ build: seconds - usual.update, update: usual.update })

const level = (value) => ({ envVars: [{ key: 'LEVEL', value }] })
const worker = (name, more) => ({ type: 'worker', name, ...git, ...more })
const cron = (name, more) => ({ type: 'cron', name, schedule: '0 * * * *', ...git, ...more })

const workers = (count, value) => each(count, (i) => worker(`worker-${i}`, level(value)))
const crons = (count, value) => each(count, (i) => cron(`cron-${i}`, level(value)))

/** Each takes the host and a variable of the one before it. */
const chain = (name, length, value) =>
  each(length, (i) => ({
    type: 'pserv',
    name: `${name}-${i}`,
    ...git,
    envVars:
      i === 0
        ? level(value).envVars
        : ['LEVEL', 'host'].map((what) => {
            const from = { type: 'pserv', name: `${name}-${i - 1}` }
            return what === 'host'
              ? { key: 'BEFORE', fromService: { ...from, property: 'host' } }
              : { key: 'LEVEL', fromService: { ...from, envVarKey: 'LEVEL' } }
          }),
  }))

const before = ({ name, envVars }, until) => {
  const from = envVars.find(({ fromService }) => fromService)?.fromService.name
  return { name, ...(from && { after: { [from]: until } }) }
}

/** From nothing, a service waits until the one whose host it takes is there. */
const madeAll = (services) =>
  services.map((service) => ({ ...before(service, 'exists'), steps: created.service(deployOf(usual)) }))
/** A variable that changes is taken once it is live. */
const changedAll = (services, seconds = deployOf(usual)) =>
  services.map((service) => ({ ...before(service, 'live'), steps: changed.service(seconds) }))

const anew = (services) => ({ file: { services }, resources: madeAll(services) })

const variable = (servicesOf, seconds) => ({
  from: { services: servicesOf('info') },
  file: { services: servicesOf('debug') },
  durations: lasting(seconds),
  expected: seconds,
  resources: changedAll(servicesOf('debug'), seconds),
  waitsForDeploys: true,
})

/** Eleven that are created, of all kinds, of which five take something of a database, and a group. */
const mixed = (tens) => {
  const units = each(tens, (i) => {
    const main = [
      { key: 'DATABASE', fromDatabase: { name: `database-${i}`, property: 'connectionString' } },
      { fromGroup: `group-${i}` },
    ]
    const takers = each(4, (n) => ({ type: 'web', name: `web-${i}-${n}`, ...git, envVars: main }))
    const alone = [
      worker(`worker-${i}`, level('info')),
      worker(`other-${i}`, level('info')),
      { type: 'pserv', name: `server-${i}`, ...git, ...level('info') },
      { type: 'web', name: `site-${i}`, runtime: 'static', staticPublishPath: 'out' },
    ]
    const job = cron(`cron-${i}`, level('info'))
    const after = { [`database-${i}`]: 'live' }
    return {
      services: [...takers, ...alone, job, { type: 'keyvalue', name: `store-${i}`, ipAllowList: [] }],
      databases: [{ name: `database-${i}` }],
      envVarGroups: [{ name: `group-${i}`, ...level('info') }],
      resources: [
        ...takers.map(({ name }) => ({ name, after, steps: created.service(deployOf(usual)) })),
        ...alone.map(({ name }) => ({ name, steps: created.service(deployOf(usual)) })),
        { name: job.name, steps: created.service(usual.build) },
        { name: `store-${i}`, steps: created.store(20) },
        { name: `database-${i}`, steps: created.database(40) },
        { name: `group-${i}`, steps: created.group() },
      ],
    }
  })
  const all = (part) => units.flatMap((unit) => unit[part])
  return {
    file: { services: all('services'), databases: all('databases'), envVarGroups: all('envVarGroups') },
    resources: all('resources'),
  }
}

const chains = (value) => each(10, (i) => chain(`chain-${i}`, 10, value)).flat()
const besideAChain = (count) => (value) => [...workers(count, value), ...chain('chain', 10, value)]

const cronsChanged = {
  from: { services: crons(60, 'info') },
  file: { services: crons(60, 'debug') },
  expected: usual.build,
  resources: crons(60, 'debug').map(({ name }) => ({ name, steps: changed.cron(usual.build) })),
  waitsForDeploys: true,
}

const lengths = [20, 31, 55, 91, 181]
const counts = [50, 100, 300]

/**
 * `from`: what is live before; absent: nothing. `expected`: the seconds that deploys are said to take, where none of the workspace
 * tells. `waitsForDeploys`: deploys are what it takes its time for.
 */
export const scenarios = {
  '45 new services': anew(workers(45, 'info')),
  ...Object.fromEntries(
    counts.flatMap((count) =>
      lengths.map((seconds) => [
        `a variable of ${count}, deploys of ${seconds} s`,
        variable((value) => workers(count, value), seconds),
      ]),
    ),
  ),
  '60 cron jobs from nothing': {
    file: { services: crons(60, 'info') },
    expected: usual.build,
    resources: crons(60, 'info').map(({ name }) => ({ name, steps: created.service(usual.build) })),
  },
  'a variable of 60 cron jobs': cronsChanged,
  '495 mixed from nothing': mixed(45),
  '100 in chains of ten from nothing': anew(chains('info')),
  '100 in chains of ten changed': variable(chains, deployOf(usual)),
  '50 and a chain of ten from nothing': anew(besideAChain(50)('info')),
  '50 and a chain of ten changed': variable(besideAChain(50), deployOf(usual)),
  '290 and a chain of ten from nothing': anew(besideAChain(290)('info')),
  '290 and a chain of ten changed': variable(besideAChain(290), deployOf(usual)),
}

export const usualDurations = usual
