/** What is deployed, why, and whether it is built for that. Pure. */
import type { Address } from '../../address.ts'
import { type DeclaredChange, deploysOf } from '../../change.ts'
import type { Desired } from '../../desired.ts'
import type { Live } from '../../live.ts'
import { linkedElsewhere } from '../../references/index.ts'
import { withMadeOf } from './builds.ts'
import { deployedOnly } from './elsewhere.ts'
import { withFailedDeploy } from './failed.ts'
import { withAskedDeploy, withOwedDeploy } from './owed.ts'
import { withPassedDeploys } from './reasons.ts'
import { withPostponedDeploys } from './suspended.ts'

export { unknownDeploys } from './owed.ts'
export { reasonsToDeploy } from './reasons.ts'
export { asItWas, type Undo, undoOf } from './undo.ts'

/** What is deployed besides what the file's differences need, and how. */
export interface DeployWishes {
  /** Also what failed twice, made of the same. */
  readonly redeployFailed?: boolean
  /** Also live services that a change reaches, and that the run is not about. */
  readonly deployLinked?: boolean
  /** Also these, whatever is known of them: patterns of addresses. */
  readonly redeploy?: readonly string[]
  /** Runs the last build again where no setting of the build changes: no build reads what else does. */
  readonly deployOnly?: boolean
}

/** The changes with all deploys that they need; behind them, what is deployed without being declared. */
export const withDeploys = (
  changes: readonly DeclaredChange[],
  desired: Desired,
  known: Live,
  { redeployFailed = false, deployLinked = false, deployOnly = false, redeploy = [] }: DeployWishes,
): readonly DeclaredChange[] => {
  const deploying = new Map(
    changes.flatMap((change) =>
      deploysOf(change).length > 0 ? [[change.address, change.desired.at] as const] : [],
    ),
  )
  const linked = deployLinked ? linkedElsewhere(desired, known, deploying) : []
  const byAddress = new Map<Address, DeclaredChange>(changes.map((change) => [change.address, change]))
  const around = { changes: byAddress, deployOnly }
  const deployed = (change: DeclaredChange): DeclaredChange => {
    const passed = withPassedDeploys(change, deploying)
    const asked = withAskedDeploy(withOwedDeploy(withPostponedDeploys(passed)), redeploy)
    return withMadeOf(withFailedDeploy(asked, redeployFailed), around)
  }
  return [...changes.map(deployed), ...linked.map((one) => withMadeOf(deployedOnly(one), around))]
}
