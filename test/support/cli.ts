/** The built command line as a process, and the emulator that it talks to. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Emulator, serve } from '../../src/emulator/index.ts'
import { judgeRequest } from './traffic.ts'

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

/** Answers in the emulator's place, or does not. */
export type Fault = (request: Request) => Response | Promise<Response> | undefined

/** Puts an emulator behind a socket for the command line and nobody else: what that asks is judged. */
export const serveToClient = async (emulator: Emulator, fault?: Fault) => {
  const fetch = async (request: Request) => {
    await judgeRequest(emulator, request)
    return (await fault?.(request)) ?? emulator.fetch(request)
  }
  const { url, close } = await serve({ ...emulator, fetch })
  return { env: { RENDER_HOST: url, RENDER_API_KEY: emulator.apiKey }, close }
}
