import type { NewerWords, PlanNames } from '../request/index.ts'

/**
 * What happens to a deploy that is asked for while another one runs (API facts §5: by workspace and era). It takes the
 * other's place, answered 201 (`override`) or 202 (`accepted`); or it waits, answered 202 (`queue`) or 201 (`created`).
 */
export type WhileDeploying = 'override' | 'accepted' | 'queue' | 'created'

/** How the list of env groups is answered: as clients report, or as both documents have it (API facts §1.3). */
export type EnvGroupLists = 'wrapped' | 'bare'

/** Where the facts allow more than one answer, which of them is given. */
export interface Choices {
  whileDeploying: WhileDeploying
  planNames: PlanNames
  envGroups: EnvGroupLists
  /** Whether a service's `updatedAt` moves with each status of its deploys, or only when one begins. */
  deploysTouchService: boolean
  newer: NewerWords
  /** Whether new resources get plans that only live ones have. */
  legacy: boolean
}
