import type { Command } from 'commander'
import { codeInWords, type Deploy, type Rollback, rollBack, type Service } from '../../../src/index.ts'
import { type ExitCode, exit, type Screen, type Shell } from '../../shell/index.ts'
import { durationText } from '../../words/index.ts'
import { followed } from './followed.ts'
import { inPlace, serviceOf, type WaitOptions } from './place.ts'

interface RollbackOptions extends WaitOptions {
  readonly to?: string
  readonly ifNewerThan?: number
  readonly pauseAutodeploy?: true
}

type Begun = Extract<Rollback, { readonly done: 'begun' }>

const inWords = (deploy: Deploy): string => `${codeInWords(deploy) || 'unknown code'} (${deploy.id})`

const warn = ({ name }: Service, { paused, autodeploys }: Begun, screen: Screen): void => {
  if (paused !== undefined)
    screen.err(
      `Autodeploys of ${name} are off now; they were on "${paused}". Turn them on again with: render-sync call services.update --service ${name} --auto-deploy-trigger ${paused}`,
    )
  if (autodeploys)
    screen.err(
      `Autodeploys of ${name} go on: the next push deploys newer code. --pause-autodeploy turns them off.`,
    )
  screen.err('Variables and settings stay as they are: a rollback brings back code.')
}

/** Goes back to the code that ran before, and waits until it runs. */
export const rollback = (
  options: RollbackOptions,
  shell: Shell,
  { args: [name = ''] }: Command,
): Promise<ExitCode> =>
  inPlace(options, shell, async (place, screen) => {
    const service = await serviceOf(place, name)
    const result = await rollBack(place, service, options)
    if (result.done === 'nothing') {
      const age = Number.isNaN(result.age) ? 'nobody knows how long' : durationText(result.age / 1000)
      if (options.json) screen.json({ service: name, ...result }, 2)
      else screen.out(`Nothing done: what runs has run for ${age}, which is longer than --if-newer-than.`)
      return exit.ok
    }
    warn(service, result, screen)
    const { from, to } = result
    const ended =
      options.wait === false ? undefined : await followed(place, service, result.deploy, options, screen)
    if (options.json) screen.json({ service: service.name, ...result, deploy: ended ?? result.deploy }, 2)
    else
      screen.out(
        `${ended ? 'Back' : 'Going back'}: ${service.name} from ${inWords(from)} to ${inWords(to)}${ended ? '' : ', not live yet'}.`,
      )
    return exit.ok
  })
