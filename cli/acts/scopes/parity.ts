import type { Command } from 'commander'
import {
  type ComparedVariable,
  holderNamed,
  idOf,
  type Place,
  parityOf,
  type Scopes,
  type Side,
  sideOf,
  sideOfEnvironment,
} from '../../../src/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { addressText, tableText } from '../../words/index.ts'
import { inScopes, type ScopeOptions } from './scopes.ts'

const howText = ({ how, groups, without }: ComparedVariable): string => {
  const inGroups = groups.map((names) => names.map(addressText).join(' = ')).join(', ')
  if (how === 'same') return 'the same everywhere'
  return how === 'different' ? inGroups : `${inGroups}; not in ${without.map(addressText).join(', ')}`
}

/** `project/environment` is one as well. */
const sideNamed = async (
  scopes: Scopes,
  { client, workspace, signal }: Place,
  name: string,
): Promise<Side> => {
  const isEnvironment =
    name.startsWith('evm-') || (name.includes('/') && !/^(service|group|workflow)\//.test(name))
  if (!isEnvironment) return sideOf(scopes, holderNamed(scopes, name))
  return sideOfEnvironment(scopes, name, await idOf(client, 'environment', name, { workspace, signal }))
}

/** Compares the variables of several services and groups, without a value in sight. Exits with 2 where they differ. */
export const parity = (
  options: ScopeOptions & { readonly all?: true },
  shell: Shell,
  { args }: Command,
): Promise<ExitCode> =>
  inScopes(options, shell, async ({ scopes, place, screen }) => {
    const sides = await Promise.all(args.map((name) => sideNamed(scopes, place, name)))
    const compared = parityOf(sides)
    const differing = compared.filter(({ how }) => how !== 'same')
    if (options.json) screen.json({ sides: sides.map(({ name }) => name), variables: compared }, 2)
    else {
      const rows = (options.all ? compared : differing).map((one) => [one.key, one.how, howText(one)])
      if (rows.length > 0)
        screen.out(`${tableText({ head: ['KEY', 'HOW', 'WHERE'], rows }, screen.paint, screen.width)}\n`)
      screen.out(`${compared.length - differing.length} the same, ${differing.length} not.`)
    }
    return differing.length > 0 ? exit.changes : exit.ok
  })
