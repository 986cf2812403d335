/** An apply that is killed at any moment: the next one finishes it, twice nothing, and nothing that is written stays undeployed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { file, namesIn, stale } from '../support/killing.ts'
import { type EmulatorProcess, startCli, startEmulator } from '../support/processes.ts'

/** From 0 to 1, the same for the same seed. */
const random = (seed: number): number => {
  let state = (seed + 1) * 0x9e3779b9
  state = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
  state = Math.imul(state ^ (state >>> 15), 0x735a2d97)
  return ((state ^ (state >>> 15)) >>> 0) / 2 ** 32
}

const only = process.env.RENDER_SYNC_SEED
const seeds = only === undefined ? Array.from({ length: 100 }, (_, seed) => seed) : [Number(only)]
const lanes = Math.min(4, seeds.length)

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'render-sync-'))
  await writeFile(join(folder, 'before.yaml'), file('before'))
  await writeFile(join(folder, 'after.yaml'), file('after'))
})
afterAll(() => rm(folder, { recursive: true }))

const flags = ['--auto-approve', '--max-deletes', '100%'] as const

/** One workspace, in which one apply after another is killed. */
const laneOf = async (lane: number, emulator: EmulatorProcess) => {
  const cwd = await mkdtemp(join(folder, `lane-${lane}-`))
  const after = join(folder, 'after.yaml')
  const journal = ['--journal', join(cwd, 'journal')]
  const run = (...args: readonly string[]) => startCli([...args, ...journal], emulator.env, cwd)
  const began = Date.now()
  await emulator.restore()
  const first = run('apply', after, ...flags)
  expect(await first.ended, first.text()).toEqual([0, null])
  const whole = Date.now() - began

  /** Kills one, and tells what is wrong after the next. */
  const kill = async (seed: number): Promise<readonly string[]> => {
    await emulator.restore()
    await rm(join(cwd, 'journal'), { force: true })
    const before = await emulator.state()
    const mark = (await emulator.requests()).at(-1)?.number ?? 0
    const isSaved = seed % 2 === 1
    if (isSaved) {
      const plan = run('plan', after, '--max-deletes', '100%', '--out', 'plan.json')
      expect(await plan.ended, plan.text()).toEqual([0, null])
    }
    const again = isSaved ? ['apply', 'plan.json', '--auto-approve'] : ['apply', after, ...flags]
    const killed = run(...again)
    await wait(250 + random(seed) * (whole - 250))
    killed.child.kill('SIGKILL')
    await killed.ended
    const second = run(...again)
    const [code] = await second.ended
    const settled = run('plan', after, '--max-deletes', '100%', '--detailed-exitcode')
    const [left] = await settled.ended
    const state = await emulator.state()
    const requests = (await emulator.requests()).filter(({ number }) => number > mark)
    const names = namesIn(state)
    const ids = new Map(namesIn(before))
    const declared = JSON.parse(file('after'))
    const lost = [...declared.services, ...declared.databases, ...declared.envVarGroups].flatMap(({ name }) =>
      [...ids].flatMap(([at, id]) =>
        at.endsWith(`/${name}`) && !names.some((one) => one[1] === id) ? [`${at} was deleted`] : [],
      ),
    )
    const double = names.flatMap(([at], index) =>
      names.findIndex(([other]) => other === at) === index ? [] : [`${at} is double`],
    )
    const wrong = [
      ...(code === 0 ? [] : [`the next apply exits with ${code}:\n${second.text()}`]),
      ...(left === 0 ? [] : [`it is not settled:\n${settled.text()}`]),
      ...lost,
      ...double,
      ...stale(requests, state).map((name) => `${name} was written after its last deploy`),
    ]
    return wrong.map((what) => `seed ${seed}: ${what}`)
  }
  return kill
}

test(`kill -9 at ${seeds.length} random moments (RENDER_SYNC_SEED=n for one of them)`, async () => {
  const left = [...seeds]
  const inLane = async (lane: number): Promise<readonly string[]> => {
    const emulator = await startEmulator(join(folder, 'before.yaml'), 100)
    try {
      const kill = await laneOf(lane, emulator)
      const wrong: string[] = []
      for (let seed = left.shift(); seed !== undefined; seed = left.shift()) wrong.push(...(await kill(seed)))
      return wrong
    } finally {
      await emulator.end()
    }
  }
  const wrong = await Promise.all(Array.from({ length: lanes }, (_, lane) => inLane(lane)))
  process.stderr.write(`killed with seeds ${seeds[0]} to ${seeds.at(-1)}\n`)
  expect(wrong.flat()).toEqual([])
}, 1_800_000)
