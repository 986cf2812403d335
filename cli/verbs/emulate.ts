import {
  coverage,
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type Fault,
  type LimitsMode,
  parseFaults,
  type RunningServer,
  StateFileError,
  serve,
} from '../../src/emulator/index.ts'
import { type ExitCode, exit } from '../exit.ts'
import type { GlobalOptions } from '../flags/options.ts'
import { readText } from '../input/files.ts'
import { fail } from '../problem.ts'
import { createScreen } from '../render/screen.ts'

interface EmulateOptions extends GlobalOptions {
  readonly port: number
  readonly limits: LimitsMode
  readonly latency: 'none' | 'recorded'
  readonly clockRate: number
  readonly state?: string
  readonly faults?: string
  readonly coverage?: true
  readonly json?: true
}

/** Runs the emulator until it is told to stop, or tells what it can do. */
export const emulate = async (options: EmulateOptions): Promise<ExitCode> => {
  const { port, limits, latency, clockRate, state, json } = options
  const screen = createScreen(options)
  if (options.coverage) {
    screen.out(json ? JSON.stringify(coverage) : coverageTable())
    return exit.ok
  }
  const faults = options.faults === undefined ? [] : await readFaults(options.faults)
  const stopped = signalled()
  const emulator = create({ limits, latency, clockRate, faults, ...(state !== undefined && { state }) })
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

const readFaults = async (file: string): Promise<Fault[]> => {
  const text = await readText(file, 1)
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

const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
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
