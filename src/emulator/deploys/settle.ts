import type { Deploy } from '../records/index.ts'
import type { World } from '../state/index.ts'
import { complete, enter, startQueued } from './progress.ts'

/** Ends the stage that a deploy is in, at the moment at which it was to end. */
const advance = (world: World, deploy: Deploy, endedAt: number): void => {
  const service = world.services.find(deploy.serviceId)
  const [, following] = deploy.stages
  if (following) {
    world.deploys.change(deploy, { stages: deploy.stages.slice(1) })
    enter(world, service, deploy, following.status, endedAt)
  } else {
    complete(world, service, deploy, endedAt)
    startQueued(world, service, endedAt)
  }
}

/**
 * Brings every deploy to where it is by now. Deploys advance with the clock and without timers: this runs before every
 * request, and catches up with all that has happened since the one before, in the order in which it did.
 */
export const settleDeploys = (world: World): void => {
  const now = world.moments.ms()
  for (let next = world.due.passed(now); next; next = world.due.passed(now))
    advance(world, world.deploys.find(next.id), next.at)
}
