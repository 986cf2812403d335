import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from '../dist/src/emulator/index.js'

// Writes to a large workspace beside the same writes to a small one, in process: the ratio says whether they grow with it.

const body = (ownerId, name) => ({
  type: 'web_service',
  name,
  ownerId,
  repo: 'https://github.com/render-examples/express-hello-world',
  serviceDetails: {
    runtime: 'node',
    envSpecificDetails: { buildCommand: 'npm ci', startCommand: 'npm start' },
  },
})

/** An emulator with so many services, and what asks it. */
const workspace = async (services, state) => {
  const emulator = createEmulator({ limits: 'off', seed: 1, ...(state && { state }) })
  const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
  const send = async (method, path, sent) => {
    const init = { method, headers, ...(sent && { body: JSON.stringify(sent) }) }
    const response = await emulator.fetch(new Request(`http://emulator/v1${path}`, init))
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? undefined : response.json()
  }
  const create = async (name) => (await send('POST', '/services', body(emulator.ownerId, name))).service.id
  const ids = []
  for (let n = 1; n <= services; n++) ids.push(await create(`service-${n}`))
  return { send, create, ids }
}

let written = 0

/** Each leaves as many services as there were. */
const writes = {
  POST: async ({ send, create }) => {
    const id = await create(`new-${written++}`)
    return () => send('DELETE', `/services/${id}`)
  },
  PATCH: ({ send, ids }) =>
    send('PATCH', `/services/${ids[written++ % ids.length]}`, { name: `name-${written}` }),
  'PATCH with --state': (it) => writes.PATCH(it),
}

/** Microseconds of the processor for one write, the mean of many; what undoes it is not counted. */
const timeOf = async (it, write, times) => {
  let took = 0
  for (let n = 0; n < times; n++) {
    const start = process.cpuUsage()
    const undo = await write(it)
    const { user, system } = process.cpuUsage(start)
    took += user + system
    if (typeof undo === 'function') await undo()
  }
  return took / times
}

/** The best round of each, in turns: whatever else the machine does can only make one slower. */
const compare = async (name, small, large, rounds, times) => {
  const best = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY }
  for (let round = 0; round < rounds; round++)
    for (const [size, it] of Object.entries({ small, large }))
      best[size] = Math.min(best[size], await timeOf(it, writes[name], times))
  return { name, ...best, ratio: best.large / best.small }
}

/** Rows of: which write, how many milliseconds it took in the small and in the large workspace, and their ratio. */
export const compareWrites = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const [small, large] = [await workspace(100), await workspace(10_000)]
    const kept = [
      await workspace(1000, join(folder, 'small')),
      await workspace(10_000, join(folder, 'large')),
    ]
    return [
      { sizes: '10,000 services against 100', ...(await compare('POST', small, large, 20, 200)) },
      { sizes: '10,000 services against 100', ...(await compare('PATCH', small, large, 20, 200)) },
      // So many in a round that the smaller file is written anew in each.
      { sizes: '10,000 services against 1,000', ...(await compare('PATCH with --state', ...kept, 3, 4000)) },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
