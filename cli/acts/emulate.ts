import { coverage, type Emulator, type RunningServer, serve } from '../../src/emulator/index.ts'
import { type EmulateOptions, emulatorFrom, type Trust, trustIn } from '../emulating/index.ts'
import { fail } from '../input/index.ts'
import { createScreen, type ExitCode, exit, type Shell } from '../shell/index.ts'

/** Runs the emulator until it is told to stop, or tells what it can do. */
export const emulate = async (options: EmulateOptions, shell: Shell): Promise<ExitCode> => {
  const { json } = options
  const screen = createScreen(shell, options)
  if (options.coverage) {
    if (json) screen.json(coverage)
    else screen.out(coverageTable())
    return exit.ok
  }
  const stopped = interrupted(shell)
  const emulator = await emulatorFrom(options, shell)
  const server = await listen(emulator, options)
  const trust = server.certificate === undefined ? undefined : await trustIn(server.certificate)
  if (json) screen.json(whereabouts(emulator, server, trust))
  else {
    screen.out(exportsOf(emulator, server, trust))
    for (const [name, key] of Object.entries(emulator.keys)) screen.err(`The key ${name} is ${key}`)
    screen.err('\nThe emulator runs. Set these in another shell, and use render-sync there. Ctrl-C ends it.')
  }
  await stopped
  await server.close()
  await trust?.remove()
  return exit.ok
}

const whereabouts = (
  { apiKey, ownerId, keys }: Emulator,
  { url, certificate }: RunningServer,
  trust?: Trust,
) => ({
  url,
  apiKey,
  ownerId,
  keys,
  ...(trust && { certificate, certificateFile: trust.file }),
})

const exportsOf = ({ apiKey, ownerId }: Emulator, { url }: RunningServer, trust?: Trust): string =>
  Object.entries({
    RENDER_HOST: url,
    RENDER_API_KEY: apiKey,
    RENDER_OWNER_ID: ownerId,
    ...trust?.variables,
  })
    .map(([name, value]) => `export ${name}=${value}`)
    .join('\n')

const coverageTable = (): string =>
  coverage.map(({ method, path, mark }) => `${mark.padEnd(10)}  ${method.padEnd(6)}  ${path}`).join('\n')

const interrupted = (shell: Shell): Promise<void> =>
  new Promise((done) => {
    const letGo = shell.onInterrupt(() => {
      letGo()
      done()
    })
  })

const listen = async (emulator: Emulator, { port, tls = false }: EmulateOptions): Promise<RunningServer> => {
  try {
    return await serve(emulator, { port, tls })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') fail('bad-usage', `the port ${port} is in use`, 'Choose another: --port 0.')
    if (code === 'EACCES') fail('bad-usage', `the port ${port} is not allowed`, 'Choose another: --port 0.')
    throw error
  }
}
