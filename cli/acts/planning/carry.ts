/** Carries out a plan that was approved, and tells what happens. */
import { type ApplyWishes, realClock, type Summary } from '../../../src/index.ts'
import type { BurialOptions } from '../../flags/index.ts'
import { type ExitCode, exit, type Screen, type Shell, Stopped } from '../../shell/index.ts'
import { follow, type Listener } from '../../telling/index.ts'
import { bury } from './bury.ts'
import type { Prepared } from './prepare.ts'

export interface Around {
  readonly shell: Shell
  readonly screen: Screen
  readonly listener: Listener
  readonly signal: AbortSignal
  /** When it is going to be stopped, in milliseconds since the epoch. */
  readonly until: number | undefined
}

/** What is deleted is written down first. */
export const carry = async (
  prepared: Prepared,
  { wishes, ...options }: BurialOptions & { readonly wishes?: ApplyWishes },
  { shell, screen, listener, signal, until }: Around,
): Promise<ExitCode> => {
  await bury(prepared, options, shell, screen)
  const { session, repo: _, ...planned } = prepared
  return codeOf(
    await follow(
      session.apply(planned, { ...wishes, ...(until !== undefined && { until }) }),
      listener,
      realClock,
    ),
    signal,
  )
}

const codeOf = ({ failed, stopped }: Summary, { reason }: AbortSignal): ExitCode => {
  if (reason instanceof Stopped && reason.code === exit.interrupted) return exit.interrupted
  if (failed > 0) return exit.error
  return stopped > 0 ? exit.workLeft : exit.ok
}
