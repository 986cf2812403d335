/** The workspace that something is done in, and what is asked of all that is done there. */
import { call, type Place, type Service } from '../../../src/index.ts'
import type { ConnectOptions } from '../../flags/index.ts'
import { connect } from '../../input/index.ts'
import { createScreen, type Screen, type Shell, stoppable } from '../../shell/index.ts'

export interface RunningOptions extends ConnectOptions {
  readonly json?: true
}

/** Something that waits: how long, in milliseconds. */
export interface WaitOptions extends RunningOptions {
  readonly wait?: boolean
  readonly deployTimeout?: number
}

const hour = 3_600_000

export const patienceOf = ({ deployTimeout = hour }: WaitOptions): number => deployTimeout

export const inPlace = <Result>(
  options: RunningOptions,
  shell: Shell,
  run: (place: Place, screen: Screen) => Promise<Result>,
): Promise<Result> =>
  stoppable(shell, options, async (signal) => {
    const { client, workspace } = await connect(options, shell, signal)
    return run({ client, workspace: workspace.id, signal }, createScreen(shell, options))
  })

/** The service of this name or id. Throws `ProblemsError` where none is called so, or several things are. */
export const serviceOf = ({ client, workspace, signal }: Place, name: string): Promise<Service> =>
  call(client, 'services.get', { service: name }, { workspace, signal })
