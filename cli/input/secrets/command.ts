/** Runs a program for what it prints, without a shell. */
import { execFile } from 'node:child_process'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import type { Shell } from '../../shell/index.ts'
import { fail, wordsIn } from '../reading/index.ts'

const usual = '--secrets-command'

/** The words of a command: the program comes first. `named`: where it stands. */
export const wordsOf = (command: string, named = usual): readonly string[] => {
  const wrong = (why: string): never =>
    fail('bad-usage', `${named}: ${why}`, "What takes a shell, a program has to do: sh -c '…'.")
  const words = wordsIn(command, wrong)
  if (words.length === 0) wrong('expected a program')
  // Nothing of it is quoted: it may hold a secret.
  if (isAssignment.test(command)) wrong('expected a program first, and not NAME=value')
  return words
}

const isAssignment = /^\s*\w+=/

const megabyte = 1024 * 1024

/** What a program prints on stdout, and its name. What it says on stderr may be as secret, and is shown to nobody either. */
export const outputOf = async (
  command: string,
  { cwd, env }: Shell,
  megabytes: number,
  signal: AbortSignal,
  named = usual,
): Promise<{ readonly name: string; readonly text: string }> => {
  const [program = '', ...args] = wordsOf(command, named)
  const name = basename(program)
  const options = { cwd, env, signal, killSignal: 'SIGKILL', maxBuffer: megabytes * megabyte } as const
  try {
    const running = promisify(execFile)(program, args, options)
    running.child.stdin?.end()
    return { name, text: (await running).stdout }
  } catch (error) {
    signal.throwIfAborted()
    const todo = 'Run it by itself to see why: what it prints is not shown here.'
    return fail('secrets-command', `${named}: ${whyOf(error, name, megabytes)}`, todo)
  }
}

/** The error has the whole command and all that was printed in it. */
const whyOf = (error: unknown, name: string, megabytes: number): string => {
  const { code, signal } = error as { readonly code?: unknown; readonly signal?: unknown }
  if (code === 'ENOENT') return `there is no program ${name}`
  if (code === 'EACCES') return `running ${name} is not allowed`
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `${name} prints more than ${megabytes} MB`
  if (typeof code === 'number') return `${name} ended with ${code}`
  return typeof signal === 'string' ? `${name} was ended by ${signal}` : `${name} cannot be run`
}
