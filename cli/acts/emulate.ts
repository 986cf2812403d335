import { coverage, type Emulator, type RunningServer, serve } from '../../src/emulator/index.ts'
import { type EmulateOptions, emulatorFrom } from '../emulating/index.ts'
import { fail } from '../input/index.ts'
import { createScreen, type ExitCode, exit, type Shell } from '../shell/index.ts'

/** Runs the emulator until it is told to stop, or tells what it can do. */
export const emulate = async (options: EmulateOptions, shell: Shell): Promise<ExitCode> => {
  const { port, json } = options
  const screen = createScreen(shell, options)
  if (options.coverage) {
    screen.out(json ? JSON.stringify(coverage) : coverageTable())
    return exit.ok
  }
  const stopped = interrupted(shell)
  const emulator = await emulatorFrom(options, shell)
  const { apiKey, ownerId, keys } = emulator
  const server = await listen(emulator, port)
  const { url } = server
  if (json) screen.out(JSON.stringify({ url, apiKey, ownerId, keys }))
  else {
    screen.out(
      [
        `export RENDER_HOST=${url}`,
        `export RENDER_API_KEY=${apiKey}`,
        `export RENDER_OWNER_ID=${ownerId}`,
      ].join('\n'),
    )
    for (const [name, key] of Object.entries(keys)) screen.err(`The key ${name} is ${key}`)
    screen.err('\nThe emulator runs. Set these in another shell, and use render-sync there. Ctrl-C ends it.')
  }
  await stopped
  await server.close()
  return exit.ok
}

const coverageTable = (): string =>
  coverage.map(({ method, path, mark }) => `${mark.padEnd(10)}  ${method.padEnd(6)}  ${path}`).join('\n')

const interrupted = (shell: Shell): Promise<void> =>
  new Promise((done) => {
    const letGo = shell.onInterrupt(() => {
      letGo()
      done()
    })
  })

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
