/** How long the command line takes to start, beside Node itself: the ratio is what counts, as machines differ. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const rounds = 20

const subjects = {
  'node -e 0': ['-e', '0'],
  '--version': [main, '--version'],
  '--help': [main, '--help'],
}

const timed = (args) => {
  const start = process.hrtime.bigint()
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
  return Number(process.hrtime.bigint() - start) / 1e6
}

// One after another in each round: what else the machine does hits all of them alike.
const times = new Map(Object.keys(subjects).map((name) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const [name, args] of Object.entries(subjects)) times.get(name)?.push(timed(args))
}

const median = (numbers) =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

const base = median(times.get('node -e 0') ?? [])
for (const [name, measured] of times) {
  const ms = median(measured)
  console.log(`${name.padEnd(10)} ${ms.toFixed(0).padStart(5)} ms   ${(ms / base).toFixed(2)} × node -e 0`)
}
