/** What no name can hold. Bytes that are no text arrive as U+FFFD. */
const unsound = /[\0\ufffd\p{Cs}]/u

const checkTexts = async (args: readonly string[]): Promise<void> => {
  const index = args.findIndex((arg) => unsound.test(arg))
  if (index < 0) return
  const where = index === 0 ? 'the first word' : `what follows ${args[index - 1]}`
  const { fail } = await import('./input/index.ts')
  fail('bad-usage', `${where} must be valid Unicode without NUL`)
}

/** Runs one command line and says how it ended. */
import { CommanderError } from 'commander'
import { createMask } from '../src/mask/index.ts'
import { createProgram } from './program.ts'
import type { Manner } from './report.ts'
import { type ExitCode, exit, regionOf, type Shell, type Surroundings } from './shell/index.ts'

/** Resolves with the exit code; it never rejects. */
export const run = async (args: readonly string[], around: Surroundings): Promise<ExitCode> => {
  const mask = createMask()
  const shell: Shell = { ...around, mask, region: regionOf({ ...around, mask }) }
  let code: ExitCode = exit.ok
  let manner: Manner = { color: !args.includes('--no-color'), debug: args.includes('--debug') }
  const program = createProgram(shell, {
    begins: (options) => {
      manner = options
    },
    ends: (ended) => {
      code = ended
    },
  })
  try {
    await checkTexts(args)
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    // Commander has printed its own message by now; help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.error
    const { report } = await import('./report.ts')
    return report(error, shell, manner)
  }
}
