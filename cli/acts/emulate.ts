import { resolve } from 'node:path'
import {
  coverage,
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type EnvGroupLists,
  type Fault,
  type LimitsMode,
  type PlanNames,
  parseFaults,
  type RunningServer,
  StateFileError,
  serve,
} from '../../src/emulator/index.ts'
import type { GlobalOptions } from '../flags/index.ts'
import { fail, readText } from '../input/index.ts'
import { createScreen, type ExitCode, exit, type Shell } from '../shell/index.ts'

interface EmulateOptions extends GlobalOptions {
  readonly port: number
  readonly limits: LimitsMode
  readonly latency: 'none' | 'recorded'
  readonly clockRate: number
  readonly planNames: PlanNames
  readonly envGroups: EnvGroupLists
  readonly state?: string
  readonly faults?: string
  readonly coverage?: true
  readonly json?: true
}

/** Runs the emulator until it is told to stop, or tells what it can do. */
export const emulate = async (options: EmulateOptions, shell: Shell): Promise<ExitCode> => {
  const { port, limits, latency, clockRate, planNames, envGroups, state, json } = options
  const screen = createScreen(shell, options)
  if (options.coverage) {
    screen.out(json ? JSON.stringify(coverage) : coverageTable())
    return exit.ok
  }
  const faults = options.faults === undefined ? [] : await readFaults(shell, options.faults)
  const stopped = interrupted(shell)
  const emulator = create({
    limits,
    latency,
    clockRate,
    planNames,
    envGroups,
    faults,
    ...(state !== undefined && { state: resolve(shell.cwd, state) }),
  })
  const { apiKey, ownerId } = emulator
  const server = await listen(emulator, port)
  const { url } = server
  if (json) screen.out(JSON.stringify({ url, apiKey, ownerId }))
  else {
    screen.out(
      [
        `export RENDER_HOST=${url}`,
        `export RENDER_API_KEY=${apiKey}`,
        `export RENDER_OWNER_ID=${ownerId}`,
      ].join('\n'),
    )
    screen.err('\nThe emulator runs. Set these in another shell, and use render-sync there. Ctrl-C ends it.')
  }
  await stopped
  await server.close()
  return exit.ok
}

const coverageTable = (): string =>
  coverage
    .map(({ method, path, supported }) => `${supported ? 'yes' : 'no '}  ${method.padEnd(6)}  ${path}`)
    .join('\n')

const readFaults = async (shell: Shell, file: string): Promise<Fault[]> => {
  const text = await readText(shell, file, 1)
  try {
    return parseFaults(text)
  } catch (error) {
    return fail(
      'bad-usage',
      `${file}: ${(error as Error).message}`,
      'docs/emulator.md describes the notation.',
    )
  }
}

const interrupted = (shell: Shell): Promise<void> =>
  new Promise((done) => {
    const letGo = shell.onInterrupt(() => {
      letGo()
      done()
    })
  })

const create = (options: EmulatorOptions): Emulator => {
  try {
    return createEmulator(options)
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error
    return fail('bad-usage', error.message, 'Name another file: --state FILE.')
  }
}

const listen = async (emulator: Emulator, port: number): Promise<RunningServer> => {
  try {
    return await serve(emulator, { port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') fail('bad-usage', `the port ${port} is in use`, 'Choose another: --port 0.')
    if (code === 'EACCES') fail('bad-usage', `the port ${port} is not allowed`, 'Choose another: --port 0.')
    throw error
  }
}
