import type { Command } from 'commander'
import { codeInWords, type Deploy, type DeployWish, startDeploy } from '../../../src/index.ts'
import { fail } from '../../input/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { followed } from './followed.ts'
import { inPlace, serviceOf, type WaitOptions } from './place.ts'

interface DeployOptions extends WaitOptions {
  readonly commit?: string
  readonly image?: string
  readonly clearCache?: true
  readonly deployOnly?: true
}

const wishOf = ({ commit, image, clearCache, deployOnly }: DeployOptions): DeployWish => {
  if (commit !== undefined && image !== undefined)
    fail('bad-usage', 'a service is deployed from a commit or from an image, not from both')
  if (deployOnly && (commit !== undefined || clearCache))
    fail('bad-usage', '--deploy-only builds nothing: it goes with neither --commit nor --clear-cache')
  return {
    ...(commit !== undefined && { commit }),
    ...(image !== undefined && { image }),
    ...(clearCache && { clearCache: 'clear' }),
    ...(deployOnly && { mode: 'deploy_only' }),
  }
}

/** Deploys a service. Without --wait the deploy has begun when this ends, no more. */
export const deploy = async (options: DeployOptions, shell: Shell, { args }: Command): Promise<ExitCode> => {
  const wish = wishOf(options)
  const [name = ''] = args
  return inPlace(options, shell, async (place, screen) => {
    const service = await serviceOf(place, name)
    const begun = await startDeploy(place, service, wish)
    const ended = options.wait ? await followed(place, service, begun, options, screen) : undefined
    if (options.json) screen.json({ service: service.name, deploy: ended ?? begun }, 2)
    else screen.out(ended ? endedText(service.name, ended) : begunText(service.name, begun))
    return exit.ok
  })
}

export const endedText = (service: string, deploy: Deploy): string =>
  `Live: ${service} runs ${codeInWords(deploy) || deploy.id} (deploy ${deploy.id}).`

const begunText = (service: string, { id, status = 'begun' }: Deploy): string =>
  `Started: deploy ${id} of ${service} is ${status}, and not live yet. Follow it with render-sync deploys ${service}.`
