/** An apply that is asked to stop: Ctrl-C, the system's wish to end, a terminal that is closed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { file, stale } from '../support/killing.ts'
import { type Applying, type EmulatorProcess, startCli, startEmulator } from '../support/processes.ts'

let folder: string
let emulator: EmulatorProcess
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'render-sync-'))
  await writeFile(join(folder, 'before.yaml'), file('before'))
  await writeFile(join(folder, 'after.yaml'), file('after'))
  // A deploy takes some seconds: there is something to stop.
  emulator = await startEmulator(join(folder, 'before.yaml'), 20)
})
afterAll(async () => {
  await emulator.end()
  await rm(folder, { recursive: true })
})

const args = ['apply', 'after.yaml', '--auto-approve', '--max-deletes', '100%', '--journal', 'off']
const start = () => startCli(args, emulator.env, folder)

const printed = async ({ text, child }: Applying, what: RegExp): Promise<void> => {
  while (!what.test(text())) {
    if (child.exitCode !== null) throw new Error(`it has ended without ${what}:\n${text()}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test.each([
  ['SIGINT', /group\/shared +changing/],
  ['SIGTERM', /service\/api +changing/],
  ['SIGHUP', /service\/web +\w+ in progress/],
  ['SIGINT', /service\/new +creating/],
] as const)(
  '%s at %s: what is written is deployed, what is left is told, and the next apply finishes it',
  async (signal, at) => {
    await emulator.restore()
    const mark = (await emulator.requests()).at(-1)?.number ?? 0
    const stopped = start()
    await printed(stopped, at)
    stopped.child.kill(signal)
    expect(await stopped.ended, stopped.text()).toEqual([130, null])
    expect(stopped.text()).toContain('Stopping: waiting for requests in flight…')
    expect(stopped.text()).toContain('Apply incomplete: ')
    expect(stopped.text()).toMatch(/^(Stopped on the way|Not started):\n {2}\w+\//m)
    const after = (await emulator.requests()).filter(({ number }) => number > mark)
    expect(stale(after, await emulator.state())).toEqual([])
    const next = start()
    expect(await next.ended, next.text()).toEqual([0, null])
    const drift = startCli(['drift', 'after.yaml', '--journal', 'off'], emulator.env, folder)
    expect(await drift.ended, drift.text()).toEqual([0, null])
  },
)

test('a second Ctrl-C ends it at once', async () => {
  await emulator.restore()
  const stopped = start()
  await printed(stopped, /service\/api +changing/)
  stopped.child.kill('SIGINT')
  await printed(stopped, /Stopping/)
  stopped.child.kill('SIGINT')
  expect(await stopped.ended, stopped.text()).toEqual([130, null])
})
