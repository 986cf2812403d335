import type { DeployStatus } from '../request/vocabulary.ts'
import type { DeployStage } from '../services/record.ts'
import type { DeployEffect } from './faults.ts'

/** What a fault on demand makes of a deploy's stages. */

const failsIn = {
  build_failed: 'build_in_progress',
  pre_deploy_failed: 'pre_deploy_in_progress',
  update_failed: 'update_in_progress',
} as const satisfies Partial<Record<DeployStatus, DeployStatus>>

type Failure = keyof typeof failsIn

export const fails = (effect: DeployEffect | undefined): effect is Failure =>
  effect !== undefined && effect in failsIn

/** Later than any clock; Infinity would not survive the state file. */
const endOfTime = Number.MAX_SAFE_INTEGER

/** Cuts the stages behind the one that fails, or makes the first endless. */
export const disturbed = (stages: DeployStage[], effect: DeployEffect | undefined): DeployStage[] => {
  if (effect === 'hang') return [{ status: stages[0]?.status ?? 'update_in_progress', until: endOfTime }]
  if (!fails(effect)) return stages
  const at = stages.findIndex(({ status }) => status === failsIn[effect])
  // What has no such stage fails in its first: an image's build, a service without a pre-deploy command.
  return stages.slice(0, Math.max(at, 0) + 1)
}
