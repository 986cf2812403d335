import type { Command } from 'commander'
import { type ComparedVariable, holderNamed, parityOf, sideOf } from '../../../src/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { addressText, tableText } from '../../words/index.ts'
import { inScopes, type ScopeOptions } from './scopes.ts'

const howText = ({ how, groups, without }: ComparedVariable): string => {
  const inGroups = groups.map((names) => names.map(addressText).join(' = ')).join(', ')
  if (how === 'same') return 'the same everywhere'
  return how === 'different' ? inGroups : `${inGroups}; not in ${without.map(addressText).join(', ')}`
}

/** Compares the variables of several services and groups, without a value in sight. Exits with 2 where they differ. */
export const parity = (
  options: ScopeOptions & { readonly all?: true },
  shell: Shell,
  { args }: Command,
): Promise<ExitCode> =>
  inScopes(options, shell, async ({ scopes, screen }) => {
    const sides = await Promise.all(args.map((name) => sideOf(scopes, holderNamed(scopes, name))))
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
