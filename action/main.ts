/** The Action as the runner starts it. */
import process from 'node:process'
import envPaths from 'env-paths'
import { interruptsOf } from '../cli/shell/index.ts'
import { run } from './run.ts'

process.exitCode = await run({
  env: process.env,
  stateFolder: async () => envPaths('render-sync', { suffix: '' }).log,
  log: (text) => void process.stdout.write(text),
  // A cancelled run is interrupted first, and ended after some seconds.
  onInterrupt: interruptsOf(process, ['SIGINT', 'SIGTERM']),
  interrupt: () => void process.kill(process.pid, 'SIGINT'),
  exit: (code) => process.exit(code),
  retryMs: 1000,
})
