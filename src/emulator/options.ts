import type { Clock } from '../clock.ts'
import type { LimitsMode, ScopedKey } from './answering/index.ts'
import type { Fault } from './faults/index.ts'
import type { MemberRole, PlanNames } from './request/index.ts'
import type { Durations, EnvGroupLists, State, WhileDeploying } from './state/index.ts'

export interface EmulatorOptions {
  /** What time it is, for everything including the limits. Default: the machine's clock. */
  clock?: Clock
  /** Default: 'recorded'. */
  limits?: LimitsMode
  /** 'recorded' answers as slowly as the real API did, on the clock. Default: 'none'. */
  latency?: 'none' | 'recorded'
  /** How many times faster deploys and databases are; the limits are not. Default: 1. */
  clockRate?: number
  /** Seconds, instead of the defaults. */
  durations?: Partial<Durations>
  /** Default: 'override'. */
  whileDeploying?: WhileDeploying
  /**
   * Whether a service's `updatedAt` moves with each status of its deploys, their end included. Off, it moves when one
   * begins, as recorded (API facts §0). Default: 'off'.
   */
  deploysTouchService?: 'on' | 'off'
  /** By which names answers call plans: the older ones, those by CPU and memory, or as they came. Default: 'as-sent'. */
  planNames?: PlanNames
  /** Whether the list of env groups is wrapped, as clients report, or bare, as the documents have it. Default: 'wrapped'. */
  envGroups?: EnvGroupLists
  /** Plans, regions, runtimes, versions and policies that are taken besides those that are known. Default: none. */
  newer?: readonly string[]
  /** Whether new resources may have legacy and custom plans, which only live ones have. Default: false. */
  legacy?: boolean
  /** The key that may do everything. Default: rnd_emulator. */
  apiKey?: string
  /** More keys, each of which may do less. Default: none. */
  keys?: readonly ScopedKey[]
  /** Default: an id of the usual form. */
  ownerId?: string
  ownerName?: string
  /** Who is in the workspace besides the one person behind the key, who is its administrator. */
  members?: readonly { name: string; email: string; role: MemberRole }[]
  /** More workspaces that the key can see. */
  otherOwners?: readonly { id: string; name: string }[]
  /** The same seed and the same clock give the same ids and values. Default: random. */
  seed?: number
  /** The names of the tasks that each version of a workflow registers, since nothing is built. Default: main. */
  tasks?: readonly string[]
  /** What goes wrong, and when. */
  faults?: readonly Fault[]
  /** The data that it begins with, as `state()` of another gives them. Default: an empty workspace. */
  from?: State
  /** A file that the workspace is read from and written to at every change. */
  state?: string
}
