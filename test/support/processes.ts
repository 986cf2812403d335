/** An emulator and applies as processes of their own: what is between them is a real socket, and a kill is a real one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { LoggedRequest, State } from '../../src/emulator/index.ts'
import { main } from './cli.ts'

export interface EmulatorProcess {
  readonly env: Readonly<Record<string, string>>
  readonly state: () => Promise<State>
  /** All that came, the oldest first. */
  readonly requests: () => Promise<readonly LoggedRequest[]>
  /** Brings back the workspace that it began with. */
  readonly restore: () => Promise<void>
  readonly end: () => Promise<void>
}

/** Starts one with the workspace that a file declares, all of it live. */
export const startEmulator = async (seed: string, clockRate: number): Promise<EmulatorProcess> => {
  const args = ['emulate', '--port', '0', '--json', '--limits', 'off', '--clock-rate', String(clockRate)]
  const child = spawn(process.execPath, [main, ...args, '--seed', seed, '--snapshot', 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit')])
  if (typeof line !== 'string') throw new Error('the emulator does not start')
  const { url, apiKey, ownerId } = JSON.parse(line)
  const own = (path: string, init?: RequestInit) => fetch(new URL(`/__emulator/${path}`, url), init)
  return {
    env: { RENDER_HOST: url, RENDER_API_KEY: apiKey, RENDER_OWNER_ID: ownerId },
    state: async () => (await (await own('state')).json()) as State,
    requests: async () => (await (await own('requests')).json()) as readonly LoggedRequest[],
    restore: async () => void (await own('snapshots/start/restore', { method: 'POST' })),
    end: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

export interface Applying {
  readonly child: ChildProcess
  /** What it has printed by now. */
  readonly text: () => string
  /** Resolves with its exit code and the signal that ended it. */
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>
}

/** Starts the built command line. */
export const startCli = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Applying => {
  const around = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', NO_COLOR: '1', XDG_STATE_HOME: cwd }
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...around, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part) => {
      text += part
    })
  return { child, text: () => text, ended: endOf(child) }
}

const endOf = async (child: ChildProcess): Applying['ended'] => {
  const [code, signal] = await once(child, 'close')
  return [code, signal]
}
