/** The emulator's state file under load: the process is killed at moments that nobody chose, and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../support/cli.ts'
import { randomOf } from '../support/random.ts'
import { withJudgedAnswers } from '../support/traffic.ts'

const rounds = 20
const writers = 6

interface Running {
  child: ChildProcess
  ownerId: string
  send(method: string, path: string, body?: unknown): Promise<Response>
}

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'render-sync-'))
  file = join(folder, 'state.json')
})
afterAll(() => rm(folder, { recursive: true }))

const judgedFetch = withJudgedAnswers(fetch)

const start = async (): Promise<Running> => {
  const args = ['emulate', '--port', '0', '--json', '--limits', 'off', '--clock-rate', '100', '--state', file]
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit')])
  if (typeof line !== 'string') throw new Error('the emulator does not start with the state that was left')
  const { url, apiKey, ownerId }: Record<string, string> = JSON.parse(line)
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const send: Running['send'] = (method, path, body) =>
    judgedFetch(
      new Request(`${url}${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  return { child, ownerId: ownerId ?? '', send }
}

const serviceBody = (ownerId: string, name: string) => ({
  type: 'web_service',
  name,
  ownerId,
  repo: 'https://github.com/render-examples/express-hello-world',
  serviceDetails: {
    runtime: 'node',
    envSpecificDetails: { buildCommand: 'npm ci', startCommand: 'npm start' },
  },
})

/** What the emulator has said is done: services there and gone, and the last value of each writer's variable. */
interface Acknowledged {
  made: Map<string, string>
  deleted: Set<string>
  values: number[]
  /** Called with each value that is acknowledged. */
  onValue: () => void
}

/** Sends writes one after another until the emulator is gone; what was answered is noted, what was not is not. */
const write = async ({ ownerId, send }: Running, group: string, writer: number, done: Acknowledged) => {
  for (let value = (done.values[writer] ?? 0) + 1; ; value++) {
    const put = await send('PUT', `/env-groups/${group}/env-vars/WRITER_${writer}`, { value: String(value) })
    if (put.ok) {
      done.values[writer] = value
      done.onValue()
    }
    if (value % 5 !== 0) continue
    const name = `service-${writer}-${value}`
    const made = await send('POST', '/services', serviceBody(ownerId, name))
    const { service } = JSON.parse(await made.text())
    if (made.status !== 201) throw new Error(`a service was refused: ${made.status}`)
    done.made.set(name, service.id)
    if (value % 15 !== 0) continue
    // From here on either is right, until it is answered.
    done.made.delete(name)
    if ((await send('DELETE', `/services/${service.id}`)).status === 204) done.deleted.add(service.id)
  }
}

/** The kill is what ends a writer; anything else is a finding. */
const untilKilled = (writing: Promise<never>, { child }: Running) =>
  writing.catch((error: unknown) => {
    if (!child.killed) throw error
  })

/** Resolves with so many values more; a slow machine takes longer, and is killed in the same places. */
const acknowledged = (count: number, done: Acknowledged) =>
  new Promise<void>((resolve) => {
    let left = count
    done.onValue = () => {
      left--
      if (left === 0) resolve()
    }
  })

const check = async ({ send }: Running, group: string, done: Acknowledged) => {
  const { services, envGroups } = JSON.parse(await readFile(file, 'utf8'))
  for (const [name, id] of done.made) expect(services[id]?.config.name, `service ${id}`).toBe(name)
  for (const id of done.deleted) expect(services, `deleted ${id}`).not.toHaveProperty(id)
  const kept = new Map<string, string>(
    envGroups[group].envVars.map(({ key, value }: { key: string; value: string }) => [key, value]),
  )
  for (const [writer, value] of done.values.entries())
    expect(Number(kept.get(`WRITER_${writer}`) ?? 0), `writer ${writer}`).toBeGreaterThanOrEqual(value)
  // All that it holds together is there: each service is read with what it refers to, and has its first deploy.
  for (const id of done.made.values()) {
    expect((await send('GET', `/services/${id}`)).status).toBe(200)
    expect(await (await send('GET', `/services/${id}/deploys`)).json()).toHaveLength(1)
  }
}

test(`nothing that was answered is lost by ${rounds} kills`, async () => {
  const random = randomOf(20)
  const done: Acknowledged = {
    made: new Map(),
    deleted: new Set(),
    values: Array(writers).fill(0),
    onValue: () => {},
  }
  let running = await start()
  const body = { name: 'shared', ownerId: running.ownerId, envVars: [] }
  const { id: group } = JSON.parse(await (await running.send('POST', '/env-groups', body)).text())
  for (let round = 1; round <= rounds; round++) {
    const { child } = running
    const enough = acknowledged(writers + random(100), done)
    const writing = done.values.map((_, writer) => untilKilled(write(running, group, writer, done), running))
    await Promise.race([enough, ...writing])
    child.kill('SIGKILL')
    await Promise.all([once(child, 'exit'), ...writing])
    running = await start()
    await check(running, group, done)
  }
  running.child.kill()
  expect(done.made.size).toBeGreaterThan(rounds)
  expect(Math.min(...done.values)).toBeGreaterThan(rounds)
})
