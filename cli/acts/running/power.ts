/** Stopping, starting and restarting services and databases, and how many instances there are. */
import type { Command } from 'commander'
import { call, idOf, type Power, switchPower } from '../../../src/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { inPlace, type RunningOptions, serviceOf } from './place.ts'

const done: Readonly<Record<Power, string>> = {
  suspend: 'is suspended: it answers nobody until it is resumed',
  resume: 'is being started, and not there yet',
  restart: 'is being restarted',
}

const switching =
  (power: Power) =>
  (options: RunningOptions, shell: Shell, { args: [name = ''] }: Command): Promise<ExitCode> =>
    inPlace(options, shell, async (place, screen) => {
      const { client, workspace, signal } = place
      const id = await idOf(client, 'resource', name, { workspace, signal })
      await switchPower(place, id, power)
      if (options.json) screen.json({ name, id, done: power }, 2)
      else screen.out(`${name} ${done[power]}.`)
      return exit.ok
    })

export const suspend = switching('suspend')
export const resume = switching('resume')
export const restart = switching('restart')

/** Sets how many instances of a service run. */
export const scale = (
  options: RunningOptions,
  shell: Shell,
  { processedArgs: [name, instances] }: Command,
): Promise<ExitCode> =>
  inPlace(options, shell, async (place, screen) => {
    const { client, workspace, signal } = place
    const service = await serviceOf(place, name)
    await call(client, 'services.scale', { service: service.id, instances }, { workspace, signal })
    const isScaled = service.serviceDetails?.autoscaling !== undefined
    if (isScaled) screen.err(`Autoscaling of ${service.name} is on: it goes on deciding.`)
    if (options.json) screen.json({ service: service.name, instances }, 2)
    else screen.out(`${service.name} is being scaled to ${instances}.`)
    return exit.ok
  })
