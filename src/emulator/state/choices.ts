import type { PlanNames } from '../request/index.ts'

/** What happens to a deploy that is asked for while another one runs (API facts §5: by workspace and era). */
export type WhileDeploying = 'override' | 'queue'

/** Where the facts allow more than one answer, which of them is given. */
export interface Choices {
  whileDeploying: WhileDeploying
  planNames: PlanNames
}
