import { constants } from 'node:os'

/** How a command ends. */
export const exit = {
  /** Done, or nothing to do. */
  ok: 0,
  /** Anything that went wrong, and a plan that refuses. */
  error: 1,
  /** Changes were found: `plan --detailed-exitcode`, `drift`. */
  changes: 2,
  /** Stopped at `--max-duration` with work left. */
  workLeft: 3,
  /** Stopped by a signal. */
  interrupted: 130,
} as const satisfies Record<string, number>

export type ExitCode = (typeof exit)[keyof typeof exit]

/** What each means, for help and documentation. */
export const exitMeanings: Readonly<Record<ExitCode, string>> = {
  [exit.ok]: 'done, or nothing to do',
  [exit.error]: 'an error, or a plan that refuses',
  [exit.changes]: 'changes found (plan --detailed-exitcode, drift)',
  [exit.workLeft]: 'stopped at --max-duration with work left',
  [exit.interrupted]: 'interrupted',
}

/** How a program ended that was run for the user: its own code, or 128 and the signal as shells have it. */
export const exitOf = (code: number | null, signal: NodeJS.Signals | null): ExitCode =>
  (code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0)) as ExitCode
