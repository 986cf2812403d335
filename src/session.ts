/** What every front door does: files, key and workspace → desired, live and plan. No process and no file system of its own. */
import { type ApplyEvent, type ApplyWishes, apply } from './apply/index.ts'
import { type Clock, realClock } from './clock.ts'
import type { Prices } from './cost/index.ts'
import type { Desired } from './desired.ts'
import { type InputFile, type Loaded, load, type PruneWishes, withPrune } from './file/index.ts'
import type { Client } from './http/index.ts'
import type { Live, Unobserved, Workspace } from './live.ts'
import type { Mask } from './mask/index.ts'
import {
  allowMissing,
  type Confirmations,
  type DeployWishes,
  endOf,
  narrow,
  type Plan,
  plan,
  rotate,
  type Selection,
  settle,
} from './plan/index.ts'
import { problem } from './problem.ts'
import { type Pulled, type PullOptions, pull, type Tombstone, tombstoneOf } from './pull/index.ts'
import { blind, findWorkspace, type Journal, read, type WorkspaceChoice } from './read/index.ts'
import type { Secrets } from './references/index.ts'

/** What of the files a run is about. */
export interface Wish extends Omit<Selection, 'alone'> {
  /** The repository that services without one are built from. */
  readonly repo?: string | undefined
  /** Secrets to write although the workspace has them: patterns of addresses, or of `service/KEY`. */
  readonly writeSecrets?: readonly string[]
  /** Secrets that may stay unset, as patterns of the same form. */
  readonly allowMissing?: readonly string[]
  /** Deletes what the files declare, in place of making it. */
  readonly destroys?: boolean
}

/** Loads files and takes the part that is wished for. Throws `ProblemsError` with all that is wrong. */
export const loadWish = (
  files: readonly InputFile[],
  { repo, writeSecrets = [], allowMissing: missing = [], destroys = false, ...selection }: Wish,
): Loaded => {
  const loaded = load(files, repo === undefined ? {} : { repo })
  const wanted = rotate(allowMissing(loaded.desired, missing), writeSecrets)
  const { desired, problems } = narrow(wanted, { ...selection, alone: destroys })
  // What a file says of what it makes is nothing to those who delete it.
  if (destroys) return { desired: { ...desired, destroys }, problems: [] }
  return { desired, problems: [...loaded.problems, ...problems] }
}

/**
 * What changes what is planned, or refused, from the same files: plain values only. Saved plans hold all of them
 * (src/saved/inputs.ts has a row for each).
 */
export interface PlanWishes extends DeployWishes, PruneWishes, Confirmations {
  /** Leaves unread whether the newest deploys failed. */
  readonly skipDeploys?: boolean
  /** Writes also what a Blueprint manages that syncs by itself. */
  readonly ignoreBlueprints?: boolean
  /** What things cost, in place of the built-in prices. */
  readonly prices?: Prices
  /** Refuses a plan that costs so many US dollars a month more, or more than anybody knows. */
  readonly maxCostIncrease?: number
  /** Plans without the values of secrets that are not given: they are given when the plan, saved, is applied. */
  readonly secretsLater?: boolean
}

/** The way to a workspace. */
export interface Access extends WorkspaceChoice {
  readonly client: Client
  /** Lets plans rest on hidden values too, by digests that only who has it can make: the same for all who plan and apply. */
  readonly planKey?: string | undefined
  /** Keeps what is written and not deployed yet from one run to the next. */
  readonly journal?: Journal | undefined
  readonly clock?: Clock
  /** The seconds that a deploy is expected to take where no deploy of the workspace tells: estimates go by it. */
  readonly expectDeploy?: number | undefined
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
  /** Reads what the file needs, and plans, as though `unseen` could not be seen. Throws `ApiError` when something could not be read. */
  readonly plan: (
    loaded: Loaded,
    secrets?: Secrets,
    wishes?: PlanWishes,
    unseen?: readonly Unobserved[],
  ) => Promise<Planned>
  /** The seconds until all of a plan is done and live, if it is applied now: what is left of the limits changes from when it was made. */
  readonly estimate: (planned: Planned) => number
  /** Carries the plan out. Throws `ProblemsError` for a plan that refuses. */
  readonly apply: (planned: Planned, wishes?: ApplyWishes) => AsyncIterable<ApplyEvent>
  /**
   * Reads all that the plan deletes, and writes it down as a file that makes it again; undefined: it deletes nothing. To be
   * kept before the plan is applied: nothing tells afterwards what was there.
   */
  readonly tombstone: (planned: Planned, mask?: Mask) => Promise<Tombstone | undefined>
  /** Writes the workspace down as a file. */
  readonly pull: (options?: PullOptions) => Promise<Pulled>
  /** Plans a pulled file against what it was made from; nothing is read again. */
  readonly planPulled: (pulled: Pulled) => Plan
}

const deploysSkipped = problem(
  'deploys-skipped',
  'no deploy was looked at, as asked: whether the newest ones failed is not known',
)

/** Finds the workspace. Throws as {@link findWorkspace} does; nothing but workspaces is read yet. */
export const openSession = async (access: Access): Promise<Session> => {
  const { client, planKey, journal, clock = realClock, signal, expectDeploy } = access
  const waits = signal ? { signal } : {}
  const workspace = await findWorkspace(client, access)
  const planned = (
    loaded: Loaded,
    known: Live,
    secrets: Secrets,
    { secretsLater = false, ...wishes }: PlanWishes = {},
  ): Planned => {
    const { desired, problems } = loaded.desired.destroys
      ? { desired: loaded.desired, problems: [] }
      : settle(loaded.desired, known, secrets, secretsLater)
    const made = plan(desired, known, {
      ...wishes,
      secrets,
      problems: [...loaded.problems, ...problems],
      planKey,
      expectDeploy,
      now: clock.now(),
      fill: client.fill(),
    })
    return { plan: made, desired, known, secrets }
  }
  return {
    workspace,
    client,
    plan: async (loaded, secrets = new Map(), wishes = {}, unseen = []) => {
      const { skipDeploys = false } = wishes
      const desired = withPrune(loaded.desired, wishes)
      const known = await read(client, workspace, desired, {
        ...waits,
        skipDeploys,
        journal,
        whole: wishes.allowReplace ?? [],
      })
      blind(known, unseen)
      const said = [...loaded.problems, ...(skipDeploys ? [deploysSkipped] : [])]
      return planned({ desired, problems: said }, known, secrets, wishes)
    },
    estimate: ({ plan: { steps } }) => {
      const now = clock.now()
      return (endOf(steps, now, undefined, client.fill()) - now) / 1000
    },
    apply: ({ plan: made, ...sources }, wishes = {}) =>
      apply(made, { client, clock, ...waits, ...sources, wishes, journal }),
    tombstone: ({ plan: made, desired }, mask) =>
      tombstoneOf(client, made, { ...waits, ...(mask && { mask }), desired, now: clock.now() }),
    pull: (options = {}) => pull(client, workspace, { ...options, ...waits }),
    planPulled: ({ desired, known, secrets }) => planned({ desired, problems: [] }, known, secrets).plan,
  }
}
