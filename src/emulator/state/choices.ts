import type { PlanNames } from '../request/index.ts'

/** What happens to a deploy that is asked for while another one runs (API facts §5: by workspace and era). */
export type WhileDeploying = 'override' | 'queue'

/** How the list of env groups is answered: as clients report, or as both documents have it (API facts §1.3). */
export type EnvGroupLists = 'wrapped' | 'bare'

/** Where the facts allow more than one answer, which of them is given. */
export interface Choices {
  whileDeploying: WhileDeploying
  planNames: PlanNames
  envGroups: EnvGroupLists
}
