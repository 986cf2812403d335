#!/usr/bin/env node
/** The command line. It loads nothing that the command does not need: `--version` has to answer at once. */
import { version } from './version.ts'

// A reader that has seen enough (`| head`) is no error; what runs, runs on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = 1
  })
}

const args = process.argv.slice(2)
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${version()}\n`)
} else {
  const { run } = await import('./run.ts')
  process.exitCode = await run(args)
}
