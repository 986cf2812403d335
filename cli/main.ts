#!/usr/bin/env node
/** The command line as a process. It loads nothing that the command does not need: `--version` has to answer at once. */
import { interruptsOf, type Surroundings, version } from './shell/index.ts'

const shell: Surroundings = {
  env: process.env,
  cwd: process.cwd(),
  stateFolder: async () => (await import('env-paths')).default('render-sync', { suffix: '' }).log,
  configFolder: async () => (await import('env-paths')).default('render-sync', { suffix: '' }).config,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  // Ctrl-C, the system's wish to end, and a terminal that was closed.
  onInterrupt: interruptsOf(process, ['SIGINT', 'SIGTERM', 'SIGHUP']),
  interrupt: () => void process.kill(process.pid, 'SIGINT'),
  exit: (code) => process.exit(code),
}

const args = process.argv.slice(2)
const manner = { color: !args.includes('--no-color'), debug: args.includes('--debug') }
let isLost = false

for (const [name, stream] of [
  ['stdout', process.stdout],
  ['stderr', process.stderr],
] as const) {
  stream.on('error', async (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`| head`) is no error; what runs, runs on.
    if (error.code === 'EPIPE' || isLost) return
    isLost = true
    process.exitCode = 1
    const { reportLost } = await import('./report.ts')
    await reportLost(name, error, shell, manner)
  })
}

const start = async (): Promise<void> => {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${version}\n`)
    return
  }
  const { run } = await import('./run.ts')
  const code = await run(args, shell)
  process.exitCode = isLost ? 1 : code
}

void start()
