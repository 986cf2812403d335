/** The services and groups of the workspace, and what is asked of all that is done to their variables. */
import {
  call as callOperation,
  type Effect,
  followDeploy,
  openScopes,
  type Place,
  readable,
  type Scopes,
  type Service,
  startDeploy,
} from '../../../src/index.ts'
import type { ConnectOptions } from '../../flags/index.ts'
import { connect, openNames } from '../../input/index.ts'
import { createScreen, type Screen, type Shell, stoppable } from '../../shell/index.ts'
import { addressText } from '../../words/index.ts'

export interface ScopeOptions extends ConnectOptions {
  readonly json?: true
}

export interface ChangeOptions extends ScopeOptions {
  readonly deploy?: true
  readonly wait?: true
  readonly deployTimeout?: number
}

export interface Around {
  readonly scopes: Scopes
  readonly place: Place
  readonly screen: Screen
}

export const inScopes = <Result>(
  options: ScopeOptions,
  shell: Shell,
  run: (around: Around, signal: AbortSignal) => Promise<Result>,
): Promise<Result> =>
  stoppable(shell, options, async (signal) => {
    const { client, workspace } = await connect(options, shell, signal)
    const scopes = await openScopes(client, workspace, { signal })
    openNames(shell, scopes.known)
    const place = { client, workspace: workspace.id, signal }
    return run({ scopes, place, screen: createScreen(shell, options) }, signal)
  })

const texts = (addresses: readonly string[]): string => addresses.map(addressText).join(', ')

const hour = 3_600_000

/** Deploys each of them, once. */
const deployAll = async (
  { reaches }: Effect,
  { wait, deployTimeout = hour }: ChangeOptions,
  { place, screen }: Around,
): Promise<readonly string[]> =>
  Promise.all(
    reaches.map(async ({ record, name }) => {
      const options = { workspace: place.workspace, signal: place.signal }
      const service: Service = await callOperation(
        place.client,
        'services.get',
        { service: record.id },
        options,
      )
      const deploy = await startDeploy(place, service)
      if (wait) await followDeploy(place, service, deploy, { patience: deployTimeout })
      screen.err(`deploy ${deploy.id} of ${name} ${wait ? 'is live' : 'has begun'}`)
      return deploy.id
    }),
  )

/** Says whom a change reaches, and deploys them where that is asked. */
export const told = async (
  what: string,
  effect: Effect,
  options: ChangeOptions,
  around: Around,
): Promise<void> => {
  const { screen } = around
  const { address, key, masks, masked, reaches, showsThrough } = effect
  const reached = reaches.map((live) => live.address)
  const deploys = options.deploy ? await deployAll(effect, options, around) : []
  if (options.json) {
    screen.json({ address, key, done: what, masks, masked, reaches: reached, showsThrough, deploys }, 2)
    return
  }
  screen.out(`${what} ${key} of ${addressText(address)}.`)
  if (masks.length > 0) screen.out(`It masks that of ${texts(masks)}.`)
  if (masked.length > 0) screen.out(`These have one of their own, and do not hear it: ${texts(masked)}.`)
  if (showsThrough !== undefined) screen.out(`That of ${readable(showsThrough)} shows through now.`)
  if (reached.length === 0) screen.out('It reaches no service.')
  else if (!options.deploy)
    screen.out(`It reaches ${texts(reached)} with the next deploy, which this does not start; --deploy does.`)
}
