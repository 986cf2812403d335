import type { Command } from 'commander'
import { holderNamed, unsetVariable } from '../../../src/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { type ChangeOptions, inScopes, told } from './scopes.ts'

/** Takes a variable of a service or a group away. */
export const unset = (
  options: ChangeOptions,
  shell: Shell,
  { args: [name = '', key = ''] }: Command,
): Promise<ExitCode> =>
  inScopes(options, shell, async (around) => {
    const effect = await unsetVariable(around.scopes, holderNamed(around.scopes, name), key)
    await told('Unset', effect, options, around)
    return exit.ok
  })
