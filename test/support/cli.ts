/** The built command line and the emulator, as processes: what a user has. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

type Environment = Readonly<Record<string, string>>

/** No key, no host and no proxy of the machine that the tests run on. */
const clean: Environment = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', NO_COLOR: '1' }

/** Runs the command line to its end. */
export const run = async (args: readonly string[], env: Environment = {}, cwd?: string): Promise<Ran> => {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...clean, ...env },
    ...(cwd !== undefined && { cwd }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...output }
}

export interface RunningEmulator {
  /** What the command line needs to reach it. */
  readonly env: Environment
  readonly url: string
  /** Back to an empty workspace. */
  readonly reset: () => Promise<void>
  /** What came, in order. */
  readonly requests: () => Promise<readonly { method: string; path: string }[]>
  readonly stop: () => Promise<void>
}

const firstLine = async (child: ChildProcess): Promise<string> => {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return text.slice(0, text.indexOf('\n'))
}

/** Starts `render-sync emulate` and waits until it listens. */
export const startEmulator = async (...args: readonly string[]): Promise<RunningEmulator> => {
  const child = spawn(process.execPath, [main, 'emulate', '--port', '0', '--json', ...args], {
    env: clean,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { url, apiKey, ownerId } = JSON.parse(await firstLine(child)) as Record<string, string>
  const inspect = (url ?? '').replace(/\/v1$/, '/__emulator')
  return {
    url: url ?? '',
    env: { RENDER_HOST: url ?? '', RENDER_API_KEY: apiKey ?? '', RENDER_OWNER_ID: ownerId ?? '' },
    reset: async () => {
      await fetch(`${inspect}/reset`, { method: 'POST' })
    },
    requests: async () =>
      (await (await fetch(`${inspect}/requests`)).json()) as { method: string; path: string }[],
    stop: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}
