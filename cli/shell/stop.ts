/** Ways to be stopped: a signal of the system, or the end of `--max-duration`. */
import { type ExitCode, exit } from './exit.ts'
import { tell } from './screen.ts'
import type { Shell } from './shell.ts'

/** Why an AbortSignal aborted. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
  readonly code: ExitCode

  constructor(message: string, code: ExitCode) {
    super(message)
    this.code = code
  }
}

const interrupted = () => new Stopped('Interrupted.', exit.interrupted)
const outOfTime = () => new Stopped('Stopped at --max-duration.', exit.workLeft)

// Timers cannot wait longer; nobody means to.
const longest = 2 ** 31 - 1

/**
 * Runs something that can be stopped. The first Ctrl-C asks for it, the second one ends the process. `also`: what is said then.
 * `until`: when it is going to be stopped, in milliseconds since the epoch.
 */
export const stoppable = async <Result>(
  shell: Shell,
  { maxDuration }: { readonly maxDuration?: number | undefined },
  run: (signal: AbortSignal, until: number | undefined) => Promise<Result>,
  also = '',
): Promise<Result> => {
  const controller = new AbortController()
  let asked = false
  const letGo = shell.onInterrupt(() => {
    if (asked) {
      shell.region?.clear()
      shell.exit(exit.interrupted)
    }
    asked = true
    tell(shell, `Stopping: waiting for requests in flight… (once more to exit at once)${also}`)
    controller.abort(interrupted())
  })
  const timer =
    maxDuration === undefined
      ? undefined
      : setTimeout(() => controller.abort(outOfTime()), Math.min(maxDuration, longest))
  try {
    return await run(controller.signal, maxDuration && Date.now() + maxDuration)
  } finally {
    clearTimeout(timer)
    letGo()
  }
}
