import type { Command } from 'commander'
import { Hidden, holderNamed, setVariable, type Value } from '../../../src/index.ts'
import { readValue, type ValueOptions } from '../../input/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { type ChangeOptions, inScopes, told } from './scopes.ts'

interface SetOptions extends ChangeOptions, ValueOptions {
  readonly generate?: true
  readonly mask?: true
}

/** Sets a variable of a service or a group. */
export const set = (
  options: SetOptions,
  shell: Shell,
  { args: [name = '', key = ''] }: Command,
): Promise<ExitCode> =>
  inScopes(options, shell, async (around, signal) => {
    const holder = holderNamed(around.scopes, name)
    const value: Value = options.generate
      ? { generateValue: true }
      : { value: new Hidden(await readValue(shell, options, `Value of ${key}: `, signal)) }
    const effect = await setVariable(around.scopes, holder, key, value, options)
    await told('Set', effect, options, around)
    return exit.ok
  })
