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
