/** How an apply runs: no part of the plan, and of no digest. Plain JSON values only. */
export interface ApplyWishes {
  /** Triggers deploys and does not wait for them; nor for a database, unless something else of the apply needs it. */
  readonly noWait?: boolean
  /** Milliseconds that one deploy, or one database, is waited for. Default: {@link usualTimeout}. */
  readonly deployTimeout?: number
  /** Nothing is begun that is not expected to be done by then, in milliseconds since the epoch. */
  readonly until?: number
  /** Puts back what was written on a service whose deploy fails, and the deploy that was live. */
  readonly rollbackOnFailure?: boolean
  /** What is built from this repository is deployed of this commit, where the plan deploys it. */
  readonly commit?: Commit
}

/** `sha`: all of it, or its beginning. `repo`: its web address. */
interface Commit {
  readonly sha: string
  readonly repo: string
}

/** An hour: hardly any takes as long, and a job that waits for one that hangs costs money of its own. */
export const usualTimeout = 3_600_000
