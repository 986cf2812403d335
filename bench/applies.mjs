// How long applies take within the limits, against the least that they can take (applies-bound.mjs), and against what their plan
// estimates: in one process with the emulator and on a virtual clock, so that the figures are the same on every machine.
//
//   node bench/applies.mjs [--json] [--only TEXT]
import { parseArgs } from 'node:util'
import { createEmulator } from '../dist/src/emulator/index.js'
import { createClient, loadWish, openSession, virtualClock } from '../dist/src/index.js'
import { boundOf } from './applies-bound.mjs'
import { scenarios, usualDurations } from './applies-scenarios.mjs'

const { values: asked } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } })

/** How far beyond the bound is too far. What waits for deploys learns of their ends late where the list does not tell them. */
const most = ({ waitsForDeploys }, { touch }) => (waitsForDeploys && !touch ? 1.25 : 1.05)
const estimateWithin = [0.9, 1.1]

const begin = (scenario, { hasLatency, touch }) => {
  const clock = virtualClock()
  const emulator = createEmulator({
    clock,
    seed: 1,
    latency: hasLatency ? 'recorded' : 'none',
    durations: { ...usualDurations, ...scenario.durations },
    deploysTouchService: touch ? 'on' : 'off',
  })
  const client = createClient({
    host: 'http://127.0.0.1:1/v1',
    apiKey: emulator.apiKey,
    clock,
    timeoutMs: Number.POSITIVE_INFINITY,
    random: () => 0.5,
    fetch: (url, init) => emulator.fetch(new Request(url, init)),
  })
  return { clock, emulator, client }
}

const planned = async (file, { client, clock }, expectDeploy) => {
  const loaded = loadWish([{ name: 'render.yaml', text: JSON.stringify(file) }], {
    repo: 'https://github.com/acme/app',
  })
  const session = await openSession({ client, clock, expectDeploy })
  return { session, made: await session.plan(loaded) }
}

const applied = async ({ session, made }) => {
  for await (const event of session.apply(made)) {
    if (event.type === 'apply_errored') throw new Error(event.problem.message)
  }
}

const minute = 60_000
const hour = 60 * minute

const measure = async (scenario, how) => {
  const workspace = begin(scenario, how)
  const { clock, emulator } = workspace
  const untilNext = (window) => clock.sleep(window - (clock.now() % window))
  if (scenario.from) {
    await applied(await planned(scenario.from, workspace))
    await untilNext(hour)
  }
  const { session, made } = await planned(scenario.file, workspace, scenario.expected)
  // What the plan has read counts in the minute before.
  await untilNext(minute)
  const now = clock.now()
  const estimate = session.estimate(made)
  const gone = emulator.requests().length
  await applied({ session, made })
  const requests = emulator.requests().slice(gone)
  return {
    bound: boundOf(scenario.resources, { now, hasLatency: how.hasLatency }) / 1000,
    makespan: (clock.now() - now) / 1000,
    estimate,
    requests: requests.length,
    refused: requests.filter(({ status }) => status === 429).length,
  }
}

const judge = (figures, scenario, how) => {
  const ratio = figures.makespan / figures.bound
  const estimated = figures.estimate / figures.makespan
  const [least, greatest] = estimateWithin
  const isFine =
    ratio <= most(scenario, how) && estimated >= least && estimated <= greatest && figures.refused === 0
  return { ...figures, ratio, most: most(scenario, how), estimated, isFine }
}

const nameOf = (name, { hasLatency, touch }) =>
  [name, ...(hasLatency ? ['recorded latency'] : []), ...(touch ? [] : ['no touch'])].join(', ')

const variants = (scenario) =>
  [false, true].flatMap((hasLatency) =>
    (scenario.waitsForDeploys ? [true, false] : [true]).map((touch) => ({ hasLatency, touch })),
  )

const columns = (name, ...texts) => `${name.padEnd(66)}${texts.map((text) => text.padStart(10)).join('')}`

const rowOf = ({ name, bound, makespan, ratio, estimated, requests, refused, isFine }) =>
  columns(
    name,
    `${bound.toFixed(1)} s`,
    `${makespan.toFixed(1)} s`,
    ratio.toFixed(3),
    estimated.toFixed(3),
    String(requests),
    String(refused),
    isFine ? '' : 'beyond',
  )

const tell = (text) => asked.json || console.log(text)

const results = []
tell(columns('apply', 'bound', 'takes', 'ratio', 'estimate', 'requests', '429'))
for (const [name, scenario] of Object.entries(scenarios)) {
  for (const how of variants(scenario)) {
    const full = nameOf(name, how)
    if (asked.only !== undefined && !full.includes(asked.only)) continue
    const result = { name: full, ...judge(await measure(scenario, how), scenario, how) }
    results.push(result)
    tell(rowOf(result))
    if (!result.isFine) process.exitCode = 1
  }
}
if (asked.json) console.log(JSON.stringify(results, undefined, 2))
