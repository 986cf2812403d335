import type { Command } from 'commander'
import { call, type Deploy, deployStateOf, type Place, type Service, unfinished } from '../../../src/index.ts'
import { fail } from '../../input/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { inPlace, type RunningOptions, serviceOf } from './place.ts'

/** The one deploy that is under way. Several are only cancelled by their names. */
const underWay = async (place: Place, service: Service): Promise<Deploy> => {
  const running = (await unfinished(place, service)).filter((deploy) => deployStateOf(deploy) === 'running')
  const [first, ...others] = running.length > 0 ? running : await unfinished(place, service)
  if (first === undefined) return fail('not-found', `no deploy of ${service.name} is under way`)
  if (others.length > 0) {
    const ids = [first, ...others].map(({ id }) => id).join(', ')
    return fail(
      'ambiguous-name',
      `several deploys of ${service.name} are under way: ${ids}`,
      'Name the one to cancel.',
    )
  }
  return first
}

/** Cancels a deploy: the one that is under way, or the one that is named. */
export const cancel = (
  options: RunningOptions,
  shell: Shell,
  { args: [name = '', id] }: Command,
): Promise<ExitCode> =>
  inPlace(options, shell, async (place, screen) => {
    const { client, workspace, signal } = place
    const service = await serviceOf(place, name)
    const deploy = id ?? (await underWay(place, service)).id
    const canceled = await call(
      client,
      'deploys.cancel',
      { service: service.id, deploy },
      { workspace, signal },
    )
    if (options.json) screen.json({ service: service.name, deploy: canceled }, 2)
    else
      screen.out(
        `Cancelled: deploy ${deploy} of ${service.name} is ${canceled.status}. What was live stays live.`,
      )
    return exit.ok
  })
