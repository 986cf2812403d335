import { createEmulator, type LimitsMode, type RunningServer, serve } from '../src/emulator/index.ts'
import { type ExitCode, exit } from './exit.ts'
import type { GlobalOptions } from './options.ts'
import { fail } from './problem.ts'
import { createScreen } from './screen.ts'

interface EmulateOptions extends GlobalOptions {
  readonly port: number
  readonly limits: LimitsMode
  readonly latency: 'none' | 'recorded'
  readonly clockRate: number
  readonly state?: string
  readonly json?: true
}

/** Runs the emulator until it is told to stop. */
export const emulate = async (options: EmulateOptions): Promise<ExitCode> => {
  const { port, limits, latency, clockRate, state, json } = options
  const screen = createScreen(options)
  const stopped = signalled()
  const emulator = createEmulator({ limits, latency, clockRate, ...(state !== undefined && { state }) })
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

const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })

const listen = async (emulator: ReturnType<typeof createEmulator>, port: number): Promise<RunningServer> => {
  try {
    return await serve(emulator, { port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') fail('bad-usage', `the port ${port} is in use`, 'Choose another: --port 0.')
    if (code === 'EACCES') fail('bad-usage', `the port ${port} is not allowed`, 'Choose another: --port 0.')
    throw error
  }
}
