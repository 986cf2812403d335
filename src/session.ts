/** What every front door does: files, key and workspace → desired, live and plan. No process and no file system of its own. */
import { type ApplyEvent, apply } from './apply/index.ts'
import { type Clock, realClock } from './clock.ts'
import type { Desired } from './desired.ts'
import { type InputFile, type Loaded, load } from './file/index.ts'
import type { Client } from './http/index.ts'
import type { Live, Workspace } from './live.ts'
import { narrow, type Plan, plan, rotate, type Selection } from './plan/index.ts'
import { type Pulled, type PullOptions, pull } from './pull/index.ts'
import { findWorkspace, read, type WorkspaceChoice } from './read/index.ts'
import type { Secrets } from './references/index.ts'

/** What of the files a run is about. */
export interface Wish extends Selection {
  /** The repository that services without one are built from. */
  readonly repo?: string | undefined
  /** Secrets to write although the workspace has them: `service/KEY`, or addresses. */
  readonly writeSecrets?: readonly string[]
}

/** Loads files and takes the part that is wished for. Throws `ProblemsError` with all that is wrong. */
export const loadWish = (
  files: readonly InputFile[],
  { repo, writeSecrets = [], ...selection }: Wish,
): Loaded => {
  const loaded = load(files, repo === undefined ? {} : { repo })
  const { desired, problems } = narrow(rotate(loaded.desired, writeSecrets), selection)
  return { desired, problems: [...loaded.problems, ...problems] }
}

/** The way to a workspace. */
export interface Access extends WorkspaceChoice {
  readonly client: Client
  /** Keys the plan's digest of what is hidden; the API key serves. */
  readonly digestKey: string
  readonly clock?: Clock
}

/** A plan with what it was made from: all that applying it takes. */
export interface Planned {
  readonly plan: Plan
  readonly desired: Desired
  readonly known: Live
  readonly secrets: Secrets
}

/** A workspace that was found. */
export interface Session {
  readonly workspace: Workspace
  readonly client: Client
  /** Reads what the file needs, and plans. Throws `ApiError` when something could not be read. */
  readonly plan: (loaded: Loaded, secrets?: Secrets) => Promise<Planned>
  /** Carries the plan out. Throws `ProblemsError` for a plan that refuses. */
  readonly apply: (planned: Planned) => AsyncIterable<ApplyEvent>
  /** Writes the workspace down as a file. */
  readonly pull: (options?: PullOptions) => Promise<Pulled>
  /** Plans a pulled file against what it was made from; nothing is read again. */
  readonly planPulled: (pulled: Pulled) => Plan
}

/** Finds the workspace. Throws as {@link findWorkspace} does; nothing but workspaces is read yet. */
export const openSession = async (access: Access): Promise<Session> => {
  const { client, digestKey, clock = realClock, signal } = access
  const waits = signal ? { signal } : {}
  const workspace = await findWorkspace(client, access)
  const planned = (desired: Desired, known: Live, secrets: Secrets, problems: Loaded['problems'] = []) =>
    plan(desired, known, { secrets, problems, fingerprintKey: digestKey, now: clock.now() })
  return {
    workspace,
    client,
    plan: async ({ desired, problems }, secrets = new Map()) => {
      const known = await read(client, workspace, desired, waits)
      return { plan: planned(desired, known, secrets, problems), desired, known, secrets }
    },
    apply: ({ plan: made, ...sources }) => apply(made, { client, clock, ...waits, ...sources }),
    pull: (options = {}) => pull(client, workspace, { ...options, ...waits }),
    planPulled: ({ desired, known, secrets }) => planned(desired, known, secrets),
  }
}
