#!/usr/bin/env node
// Reads of a workspace with 1,000 services, beside a bare server that sends the same bytes, and writes to larger ones:
// node bench/emulator.mjs
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { rateOf } from './keep-alive.mjs'
import { compareWrites } from './writes.mjs'

const services = 1000
const rounds = 30
const connections = 16
const leastRatio = 0.5
const mostMegabytes = 200
/** A write that looks through the workspace takes many times as long in the larger one. */
const mostGrowth = 1.5

/** Each server is a process of its own, told by the argument what it is. */
const servers = {
  emulator: async () => {
    const { createEmulator, serve } = await import('../dist/src/emulator/index.js')
    const emulator = createEmulator({ limits: 'off' })
    const { port } = await serve(emulator)
    process.on('message', () => process.send(process.memoryUsage().rss))
    process.send({ port, apiKey: emulator.apiKey, ownerId: emulator.ownerId })
  },
  bare: async () => {
    const answers = new Map()
    const server = createServer((request, response) => {
      const { headers, body } = answers.get(request.url)
      response.writeHead(200, headers)
      response.end(body)
    })
    process.on('message', ({ path, headers, body }) => {
      answers.set(path, { headers, body: Buffer.from(body) })
      process.send('ready')
    })
    server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
  },
}

const start = async (name) => {
  const child = fork(fileURLToPath(import.meta.url), [name])
  const [said] = await once(child, 'message')
  const ask = async (message) => {
    child.send(message)
    return (await once(child, 'message'))[0]
  }
  return { ...said, ask, stop: () => child.kill() }
}

const fill = async ({ port, ownerId }, headers) => {
  let id
  for (let n = 1; n <= services; n++) {
    const response = await fetch(`http://127.0.0.1:${port}/v1/services`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'web_service',
        name: `service-${n}`,
        ownerId,
        repo: 'https://github.com/render-examples/express-hello-world',
        serviceDetails: {
          runtime: 'node',
          envSpecificDetails: { buildCommand: 'npm ci', startCommand: 'npm start' },
        },
      }),
    })
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
    id = (await response.json()).service.id
  }
  return id
}

/** Whatever the emulator sends of its own accord, and node:http on its own. */
const ownHeaders = new Set(['connection', 'keep-alive', 'date'])

const copy = async (emulator, bare, path, headers) => {
  const response = await fetch(`http://127.0.0.1:${emulator.port}${path}`, { headers })
  const sent = [...response.headers].filter(([name]) => !ownHeaders.has(name))
  await bare.ask({ path, headers: Object.fromEntries(sent), body: await response.text() })
}

/** The best round of each, in turns: whatever else the machine does can only make one slower. */
const compare = async (emulator, bare, path, headers, requests) => {
  const best = { emulator: 0, bare: 0 }
  for (let round = 0; round < rounds; round++)
    for (const [name, { port }] of Object.entries({ emulator, bare }))
      best[name] = Math.max(best[name], await rateOf({ port, path, headers, requests, connections }))
  return { path, ...best, ratio: best.emulator / best.bare }
}

const main = async () => {
  const [emulator, bare] = await Promise.all([start('emulator'), start('bare')])
  const headers = { authorization: `Bearer ${emulator.apiKey}`, accept: 'application/json' }
  const id = await fill(emulator, headers)
  const reads = [
    { path: `/v1/services/${id}`, requests: 5000 },
    { path: '/v1/services?limit=100', requests: 1000 },
  ]
  const rows = []
  for (const { path, requests } of reads) {
    await copy(emulator, bare, path, headers)
    rows.push(await compare(emulator, bare, path, headers, requests))
  }
  const megabytes = (await emulator.ask('rss')) / 2 ** 20
  emulator.stop()
  bare.stop()
  for (const { path, ratio, ...rates } of rows)
    console.log(
      `GET ${path.replace(id, '{id}').padEnd(24)} ${Math.round(rates.emulator)}/s, bare ${Math.round(rates.bare)}/s, ratio ${ratio.toFixed(2)} (at least ${leastRatio})`,
    )
  console.log(`memory ${Math.round(megabytes)} MB (less than ${mostMegabytes})`)
  const growths = await compareWrites()
  for (const { name, sizes, small, large, ratio } of growths)
    console.log(
      `${name.padEnd(28)} ${Math.round(large)} µs, in the smaller ${Math.round(small)} µs, ratio ${ratio.toFixed(2)} (at most ${mostGrowth}; ${sizes})`,
    )
  const holds =
    rows.every(({ ratio }) => ratio >= leastRatio) &&
    megabytes < mostMegabytes &&
    growths.every(({ ratio }) => ratio <= mostGrowth)
  process.exitCode = holds ? 0 : 1
}

await (servers[process.argv[2]] ?? main)()
