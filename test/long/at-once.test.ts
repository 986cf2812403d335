/**
 * Two real processes apply to one workspace at once. Their ways to it are of a length that a seed gives, and so is the time
 * between their beginnings; what the machine adds is its own.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main, type Ran, runBuilt } from '../support/cli.ts'
import { type GoBetween, goBetween, type Passed } from '../support/go-between.ts'
import { randomOf } from '../support/random.ts'
import { fileOf, namesIn, secretsText } from './at-once/file.ts'
import { overwritten } from './at-once/overwritten.ts'

const pairs = 10

let folder: string
let emulator: ChildProcess
let told: Record<'url' | 'apiKey' | 'ownerId', string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'render-sync-'))
  const args = ['emulate', '--port', '0', '--json', '--limits', 'off', '--clock-rate', '200']
  emulator = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (!emulator.stdout) throw new Error('the emulator tells nothing')
  told = JSON.parse((await once(createInterface(emulator.stdout), 'line'))[0])
  for (const version of ['base', 'one', 'two'] as const) {
    await writeFile(join(folder, `${version}.yaml`), fileOf(version))
  }
  await writeFile(join(folder, 'secrets.env'), secretsText)
  expect((await cli('apply --auto-approve --json', 'base')).code).toBe(0)
  await control('PUT', 'snapshots/base')
})
afterAll(async () => {
  emulator.kill()
  await rm(folder, { recursive: true })
})

const control = (method: string, path: string) =>
  fetch(new URL(`/__emulator/${path}`, told.url), {
    method,
    headers: { authorization: `Bearer ${told.apiKey}` },
  })

const cli = (command: string, version: string, host = told.url): Promise<Ran> =>
  runBuilt(
    [...command.split(' '), '-f', join(folder, `${version}.yaml`), '--secrets', join(folder, 'secrets.env')],
    { RENDER_HOST: host, RENDER_API_KEY: told.apiKey },
    folder,
  )

interface Side extends Ran {
  readonly version: string
  readonly passed: readonly Passed[]
  readonly events: readonly { readonly type: string; readonly address?: string }[]
}

const side = async (version: string, way: GoBetween): Promise<Side> => {
  const ran = await cli('apply --auto-approve --json', version, way.url)
  await way.close()
  const events = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { ...ran, version, passed: way.passed, events }
}

/** Both at once: the second one's first request waits for so long after the first one's. */
const both = async (seed: number, one: string, two: string): Promise<readonly [Side, Side]> => {
  const random = randomOf(seed)
  const way = () => 1 + random(40)
  const first = await goBetween(told.url, way)
  const gap = random(800)
  const second = await goBetween(
    told.url,
    way,
    first.begun.then(() => sleep(gap)),
  )
  return Promise.all([side(one, first), side(two, second)])
}

/** What a plan would change of the workspace as it is now. */
const differences = async (version: string): Promise<readonly string[]> => {
  const { stdout, code, stderr } = await cli('plan --json', version)
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  const { resource_changes: changes } = JSON.parse(stdout) as {
    resource_changes: { address: string; change: { actions: string[] } }[]
  }
  return changes.flatMap(({ address, change }) => (change.actions[0] === 'no-op' ? [] : [address]))
}

const errors = ({ events }: Side) => events.filter(({ type }) => type === 'apply_errored')

/** 0: all is as it says, or the other one has changed it afterwards, and knew what it changed. 1: it says of what it is not. */
const expectTrue = async (mine: Side, theirs: Side) => {
  expect([0, 1]).toContain(mine.code)
  expect(errors(mine).length > 0).toBe(mine.code === 1)
  const done = new Set(
    mine.events.flatMap(({ type, address = '' }) => (type === 'apply_complete' ? [address] : [])),
  )
  const left = (await differences(mine.version)).filter((address) => mine.code === 0 || done.has(address))
  const theirDeeds = new Set(theirs.events.map(({ address }) => address))
  expect(left.filter((address) => !theirDeeds.has(address))).toEqual([])
}

const expectSettled = async (version: string) => {
  const names = namesIn(await (await control('GET', 'state')).json())
  expect(names).toEqual([...new Set(names)])
  const { code, stdout, stderr } = await cli('apply --auto-approve --json', version)
  expect({ code, ...(code !== 0 && { stdout, stderr }) }).toEqual({ code: 0 })
  expect(await differences(version)).toEqual([])
}

const seeds = Array.from({ length: pairs }, (_, index) => index + 1)
const say = (line: string) => process.stdout.write(`${line}\n`)

const windows: string[] = []

/** Nothing is overwritten by who could have seen it; what was written in the moment between look and write is told. */
const expectSeen = (seed: number, [one, two]: readonly [Side, Side]) => {
  const found = [...overwritten(one.passed, two.passed), ...overwritten(two.passed, one.passed)]
  for (const { path, how } of found) if (how === 'in the window') windows.push(`seed ${seed}: ${path}`)
  expect(found.filter(({ how }) => how === 'unseen')).toEqual([])
}

test.each(seeds)('two first applies of one file, seed %i', async (seed) => {
  await control('POST', 'reset')
  const sides = await both(seed, 'base', 'base')
  const [one, two] = sides
  say(`first applies, seed ${seed}: exit ${one.code} and ${two.code}`)
  await expectTrue(one, two)
  await expectTrue(two, one)
  await expectSettled('base')
})

test.each(seeds)('two updates, seed %i', async (seed) => {
  await control('POST', 'snapshots/base/restore')
  const sides = await both(100 + seed, 'one', 'two')
  const [one, two] = sides
  say(`updates, seed ${seed}: exit ${one.code} and ${two.code}; written in the window: ${windows.length}`)
  expectSeen(seed, sides)
  await expectTrue(one, two)
  await expectTrue(two, one)
  await expectSettled(seed % 2 === 0 ? 'one' : 'two')
})
