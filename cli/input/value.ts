/** A value that nobody is to see: from stdin, from a file, or typed without an echo. Never from an argument. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { outletOf, type Shell } from '../shell/index.ts'
import { fail, readGivenText } from './reading/index.ts'

export interface ValueOptions {
  /** A file. */
  readonly valueFile?: string
}

/** What is typed is shown to nobody. */
const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

const typed = async (shell: Shell, question: string, signal: AbortSignal): Promise<string> => {
  outletOf(shell).err(question)
  const asking = createInterface({ input: shell.stdin, output: nowhere(), terminal: true })
  asking.on('SIGINT', shell.interrupt)
  try {
    return await asking.question('', { signal })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    asking.close()
    outletOf(shell).err('\n')
  }
}

/** Reads it. Throws `ProblemsError` where there is none, or an empty one. */
export const readValue = async (
  shell: Shell,
  { valueFile }: ValueOptions,
  question: string,
  signal: AbortSignal,
): Promise<string> => {
  const read = () => {
    if (valueFile !== undefined) return readGivenText(shell, `@${valueFile}`, signal)
    return shell.stdin.isTTY ? typed(shell, question, signal) : readGivenText(shell, '-', signal)
  }
  const value = await read()
  if (value === '')
    fail('bad-usage', 'no value was given', 'Pipe it in, name a file with --value-file, or type it.')
  shell.mask.learn(value)
  return value
}
