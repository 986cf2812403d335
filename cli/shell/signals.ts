/** The ways in which a process is asked to end. */
import type { Surroundings } from './shell.ts'

/** Listens to these signals of a process. */
export const interruptsOf =
  (
    process: Pick<NodeJS.Process, 'on' | 'off'>,
    signals: readonly NodeJS.Signals[],
  ): Surroundings['onInterrupt'] =>
  (listener) => {
    for (const signal of signals) process.on(signal, listener)
    return () => {
      for (const signal of signals) process.off(signal, listener)
    }
  }
