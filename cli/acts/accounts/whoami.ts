import { call } from '../../../src/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { inPlace, type RunningOptions } from '../running/place.ts'

/** Tells whose key this is, and which workspace is meant. */
export const whoami = (options: RunningOptions, shell: Shell): Promise<ExitCode> =>
  inPlace(options, shell, async ({ client, workspace, signal }, screen) => {
    const user = await call(client, 'users.me', {}, { signal })
    const owner = await call(client, 'owners.get', {}, { workspace, signal })
    if (options.json) screen.json({ user, workspace: owner }, 2)
    else screen.out(`${user.name} (${user.email}) in ${owner.name} (${owner.id})`)
    return exit.ok
  })
