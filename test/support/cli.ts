/** The command line, in this process or as one of its own, and the emulator that it talks to. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { run as runInShell } from '../../cli/run.ts'
import { type Emulator, serve } from '../../src/emulator/index.ts'
import { eventsIn, printsEvents } from './events.ts'
import { listenTo } from './told.ts'
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

/** Keeps what is written, as a terminal so wide, or as a pipe. */
export const memory = (columns?: number) => {
  const written: string[] = []
  const stream = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      written.push(text)
      done()
    },
  })
  const output = columns === undefined ? stream : Object.assign(stream, { isTTY: true, columns })
  return { stream: output, text: () => written.join('') }
}

/** What else is around a command line: what comes in, and when somebody interrupts it. */
export interface Around {
  /** How wide the terminal is. Default: there is none. */
  readonly columns?: number | undefined
  readonly stdin?: string | Readable
  /** Where the journal is kept. Default: nowhere. */
  readonly stateFolder?: string
  /** Is given what does the same as Ctrl-C. */
  readonly onInterruptible?: (interrupt: () => void) => void
}

/** Runs a command line to its end, in this process. Nobody is there to be asked. */
export const run = async (
  args: readonly string[],
  env: Environment = {},
  cwd: string = process.cwd(),
  { columns, stdin = '', stateFolder, onInterruptible }: Around = {},
): Promise<Ran> => {
  const [stdout, stderr] = [memory(columns), memory(columns)]
  const heard = listenTo({ args, env, cwd })
  const code = await runInShell(args, {
    env: { ...clean, ...env },
    cwd,
    stateFolder: async () => stateFolder,
    stdin: typeof stdin === 'string' ? Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]) : stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    onInterrupt: (interrupt) => {
      onInterruptible?.(interrupt)
      return () => {}
    },
    interrupt: () => {},
    exit: (code) => {
      throw new Error(`exit ${code}: nobody has interrupted it twice`)
    },
  })
  const ran = { code, stdout: stdout.text(), stderr: stderr.text() }
  heard(ran.stdout + ran.stderr)
  if (printsEvents(args)) eventsIn(ran.stdout)
  return ran
}

const runProcess = async (
  program: string,
  args: readonly string[],
  env: Environment,
  cwd: string | undefined,
): Promise<Ran> => {
  const own = mkdtempSync(join(tmpdir(), 'state-'))
  // The words of a script are those of the commands in it.
  const words = program === 'bash' ? args.join(' ').split(/\s+/) : args
  const heard = listenTo({ args: words, env, cwd })
  const child = spawn(program, args, {
    env: { ...clean, XDG_STATE_HOME: own, ...env },
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
  rmSync(own, { recursive: true, force: true })
  heard(output.stdout + output.stderr)
  return { code, ...output }
}

/** Runs the built command line as a process of its own. */
export const runBuilt = async (
  args: readonly string[],
  env: Environment = {},
  cwd?: string,
): Promise<Ran> => {
  const ran = await runProcess(process.execPath, [main, ...args], env, cwd)
  if (printsEvents(args)) eventsIn(ran.stdout)
  return ran
}

/** Runs a line of bash, in which `$CLI` is the built command line. */
export const runBash = (line: string, env: Environment = {}, cwd?: string): Promise<Ran> =>
  runProcess('bash', ['-c', line], { ...env, CLI: `${process.execPath} ${main}` }, cwd)

/** Answers in the emulator's place, or does not. */
export type Fault = (request: Request) => Response | Promise<Response | undefined> | undefined

/** Puts an emulator behind a socket for the command line and nobody else: what that asks is judged. */
export const serveToClient = async (emulator: Emulator, fault?: Fault) => {
  const fetch = async (request: Request) => {
    const body = await request.clone().text()
    judgeRequest(emulator, request.method, request.url, body === '' ? undefined : JSON.parse(body))
    return (await fault?.(request)) ?? emulator.fetch(request)
  }
  const { url, close } = await serve({ ...emulator, fetch })
  return { env: { RENDER_HOST: url, RENDER_API_KEY: emulator.apiKey }, close }
}
