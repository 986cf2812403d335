#!/usr/bin/env node
// How loading, reading and planning grow with the file, and how much memory they take: node bench/scale.mjs
// Times are those of the processor for this process: what else the machine does counts less, and the emulator, which is a
// process of its own, not at all.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const sizes = [1000, 10_000]
const rounds = { 1000: 9, 10000: 3 }
const mostRatio = 12
const mostMegabytes = 100
const memoryRounds = 4

/** How many services stand in one environment. */
const perEnvironment = 50
const repo = 'https://github.com/acme/app'

const numbered = (name, number) => `${name}-${String(number).padStart(5, '0')}`

const serviceText = (number) => {
  const place = Math.floor(number / perEnvironment)
  // All services together are one chain.
  const before = numbered('service', number - 1)
  const level = number === 0 ? 'value: info' : `fromService: { type: web, name: ${before}, envVarKey: LEVEL }`
  return `
        - type: web
          name: ${numbered('service', number)}
          runtime: node
          buildCommand: npm ci
          startCommand: npm start
          envVars:
            - { key: LEVEL, ${level} }
            - { key: MODE, value: production }
            - { key: WORKERS, value: 4 }
            - { key: TOKEN, sync: false }
            - { key: DATABASE, fromDatabase: { name: ${numbered('database', place)}, property: host } }
            - fromGroup: ${numbered('group', place)}`
}

const projectText = (place) => `
- name: ${numbered('project', place)}
  environments:
    - name: production
      databases:
        - name: ${numbered('database', place)}
      envVarGroups:
        - name: ${numbered('group', place)}
          envVars:
            - { key: SHARED, value: yes }
      services:${Array.from({ length: perEnvironment }, (_, index) => serviceText(place * perEnvironment + index)).join('')}`

const fileOf = (services) => ({
  name: 'render.yaml',
  text: `projects:${Array.from({ length: services / perEnvironment }, (_, place) => projectText(place)).join('')}`,
})

/** Makes in an emulator what the file says, by the requests that an apply would send. */
const fill = async (emulator, services) => {
  const send = async (path, body) => {
    const response = await emulator.fetch(
      new Request(`http://127.0.0.1/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify({ ownerId: emulator.ownerId, ...body }) }),
      }),
    )
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const common = { plan: 'basic_256mb', region: 'oregon', version: '18' }
  for (let place = 0; place < services / perEnvironment; place++) {
    const { environmentIds } = await send('/projects', {
      name: numbered('project', place),
      environments: [{ name: 'production' }],
    })
    const [environmentId] = environmentIds
    const database = await send('/postgres', { name: numbered('database', place), environmentId, ...common })
    const serviceIds = []
    for (let index = 0; index < perEnvironment; index++) {
      const { service } = await send('/services', {
        type: 'web_service',
        name: numbered('service', place * perEnvironment + index),
        repo,
        environmentId,
        envVars: [
          { key: 'LEVEL', value: 'info' },
          { key: 'MODE', value: 'production' },
          { key: 'WORKERS', value: '4' },
          { key: 'TOKEN', value: 'secret' },
          { key: 'DATABASE', value: database.id },
        ],
        serviceDetails: {
          runtime: 'node',
          envSpecificDetails: { buildCommand: 'npm ci', startCommand: 'npm start' },
        },
      })
      serviceIds.push(service.id)
    }
    await send('/env-groups', {
      name: numbered('group', place),
      environmentId,
      serviceIds,
      envVars: [{ key: 'SHARED', value: 'yes' }],
    })
  }
}

const servers = async () => {
  const { createEmulator, serve } = await import('../dist/src/emulator/index.js')
  const ports = {}
  for (const size of sizes) {
    const emulator = createEmulator({ limits: 'off', seed: 1, durations: { build: 0, update: 0 } })
    await fill(emulator, size)
    ports[size] = (await serve(emulator)).port
  }
  process.send(ports)
}

const timed = async (act) => {
  const before = process.cpuUsage()
  const result = await act()
  const { user, system } = process.cpuUsage(before)
  return { result, ms: (user + system) / 1000 }
}

/** How far to go: the file alone, to the plan of an empty workspace, and to that of one that is as the file says. */
const ways = ['load', 'first', 'settled']

/** Goes one of the ways, or all of them, and says how long each step took. */
const pass = async (size, port, way) => {
  const { createClient, load, plan, read, virtualClock, Live } = await import('../dist/src/index.js')
  const file = fileOf(size)
  const loading = await timed(() => load([file], { repo }))
  const times = { load: loading.ms }
  const { desired } = loading.result
  const clock = virtualClock()
  const client = createClient({
    host: `http://127.0.0.1:${port}/v1`,
    apiKey: 'rnd_emulator',
    clock,
    timeoutMs: Number.POSITIVE_INFINITY,
  })
  const [{ owner }] = await client.send({ method: 'GET', path: '/owners' })
  const options = {
    secrets: new Map([['TOKEN', 'secret']]),
    now: clock.now(),
  }
  if (way !== 'load' && way !== 'first') {
    const reading = await timed(() => read(client, owner, desired))
    const settled = await timed(() => plan(desired, reading.result, options))
    const changes = settled.result.changes.filter(({ action }) => action !== 'none')
    if (changes.length > 0 || settled.result.problems.length > 0) {
      throw new Error(`not settled: ${JSON.stringify(settled.result.problems[0] ?? changes[0].fields)}`)
    }
    Object.assign(times, { read: reading.ms, 'settled plan': settled.ms })
  }
  if (way !== 'load' && way !== 'settled') {
    const first = await timed(() => plan(desired, new Live(owner), options))
    times['first plan'] = first.ms
  }
  return times
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const children = {
  servers,
  times: async (size, port) => {
    const passes = []
    for (let round = 0; round < rounds[size]; round++) passes.push(await pass(Number(size), port))
    const steps = Object.keys(passes[0])
    process.send(Object.fromEntries(steps.map((step) => [step, median(passes.map((one) => one[step]))])))
    process.disconnect()
  },
  memory: async (size, port, way) => {
    await pass(Number(size), port, way)
    process.send(process.resourceUsage().maxRSS / 1024)
    process.disconnect()
  },
}

const start = async (...role) => {
  const child = fork(fileURLToPath(import.meta.url), role)
  const [said] = await once(child, 'message')
  return { said, stop: () => child.kill() }
}

/** The least of several: what is not collected in time only adds to it. */
const peak = async (port, way) => {
  const peaks = []
  for (let round = 0; round < memoryRounds; round++) {
    peaks.push((await start('memory', sizes.at(-1), port, way)).said)
  }
  return Math.min(...peaks)
}

const main = async () => {
  const { said: ports, stop } = await start('servers')
  const times = []
  for (const size of sizes) times.push((await start('times', size, ports[size])).said)
  const [few, many] = times
  let holds = true
  for (const step of Object.keys(few)) {
    const ratio = many[step] / few[step]
    holds &&= ratio <= mostRatio
    const columns = sizes.map((size, index) => `${size}: ${times[index][step].toFixed(0)} ms`)
    console.log(`${step.padEnd(14)} ${columns.join(', ')}, ratio ${ratio.toFixed(1)} (at most ${mostRatio})`)
  }
  const port = ports[sizes.at(-1)]
  const peaks = []
  for (const way of ways) peaks.push(await peak(port, way))
  stop()
  const [loading, first, settled] = peaks
  const more = Math.max(first, settled) - loading
  console.log(
    `memory         load ${loading.toFixed(0)} MB, first plan ${first.toFixed(0)} MB, settled plan ${settled.toFixed(0)} MB: ${more.toFixed(0)} MB more (at most ${mostMegabytes})`,
  )
  process.exitCode = holds && more <= mostMegabytes ? 0 : 1
}

const [role, ...rest] = process.argv.slice(2)
await (children[role] ?? main)(...rest)
