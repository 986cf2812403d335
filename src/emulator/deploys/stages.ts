import type { DeployEffect, DeployStage, Service } from '../records/index.ts'
import type { DeployStatus, DeployTrigger } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** Which stages a deploy goes through, and what a fault on demand makes of them. */

export const isImage = (service: Service) => service.config.runtime === 'image'

/** An image cron job has nothing to build and nothing to replace: it is live at once (API facts §5). */
export const isInstant = (service: Service) => service.type === 'cron_job' && isImage(service)

/** What of a deploy its course depends on. */
interface Course {
  trigger: DeployTrigger
  deployOnly?: true | undefined
  fault?: DeployEffect | undefined
}

const usualStages = (
  world: World,
  service: Service,
  { trigger, deployOnly }: Course,
  from: number,
): DeployStage[] => {
  if (isInstant(service)) return []
  const builds = !isImage(service) && trigger !== 'rollback' && !deployOnly
  const pull = isImage(service) ? world.takes('imagePull') : 0
  const before = service.config.preDeployCommand ? world.takes('preDeploy') : 0
  const update = service.type === 'cron_job' ? 0 : world.takes('update')
  const durations: [DeployStatus, number][] = [
    ['build_in_progress', builds ? world.takes('build') : 0],
    // The image is pulled in the first stage there is: a recorded image deploy starts with either of these.
    ['pre_deploy_in_progress', before && pull + before],
    ['update_in_progress', before ? update : pull + update],
  ]
  let until = from
  return durations
    .filter(([, takes]) => takes > 0)
    .map(([status, takes]) => {
      until += takes
      return { status, until }
    })
}

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
const disturbed = (stages: DeployStage[], effect: DeployEffect | undefined): DeployStage[] => {
  if (effect === 'hang') return [{ status: stages[0]?.status ?? 'update_in_progress', until: endOfTime }]
  if (!fails(effect)) return stages
  const at = stages.findIndex(({ status }) => status === failsIn[effect])
  // What has no such stage fails in its first: an image's build, a service without a pre-deploy command.
  return stages.slice(0, Math.max(at, 0) + 1)
}

/** The stages of a deploy that starts at `from`, in milliseconds since the epoch. */
export const stagesOf = (world: World, service: Service, course: Course, from: number): DeployStage[] =>
  disturbed(usualStages(world, service, course, from), course.fault)
