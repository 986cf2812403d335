/** Runs one command line and says how it ended. */
import { CommanderError } from 'commander'
import { type ExitCode, exit } from './exit.ts'
import { createProgram } from './flags/program.ts'

/** Resolves with the exit code; it never rejects. */
export const run = async (args: readonly string[]): Promise<ExitCode> => {
  let code: ExitCode = exit.ok
  const program = createProgram((ended) => {
    code = ended
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    // Commander has printed its own message by now; help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.error
    const { report } = await import('./report.ts')
    return report(error, { debug: args.includes('--debug') })
  }
}
