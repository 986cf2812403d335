/** Taking away everywhere what an audit has found: shown first, then asked, then done. */
import {
  type Effect,
  holderNamed,
  type Live,
  type Session,
  unsetVariable,
  type Whereabouts,
} from '../../../src/index.ts'
import { approve } from '../../input/index.ts'
import type { Screen, Shell } from '../../shell/index.ts'
import { addressText } from '../../words/index.ts'

export interface Removal {
  readonly address: string
  readonly key: string
}

/** Those who hold it: who gets it from them loses it by that. */
export const removalsOf = (findings: readonly Whereabouts[]): readonly Removal[] =>
  findings.flatMap(({ role, address, key }) => (role === 'holder' ? [{ address, key }] : []))

/** Asks, and takes them away one by one. Undefined: the answer was no. Throws as {@link unsetVariable} does. */
export const removeAll = async (
  removals: readonly Removal[],
  { client }: Session,
  known: Live,
  {
    shell,
    screen,
    signal,
    asks,
  }: {
    readonly shell: Shell
    readonly screen: Screen
    readonly signal: AbortSignal
    readonly asks: boolean
  },
): Promise<readonly Effect[] | undefined> => {
  screen.err(removals.map(({ address, key }) => `  - ${addressText(address)}/env/${key}`).join('\n'))
  screen.err(`\nPlan: ${removals.length} variables to delete. What runs has them until its next deploy.`)
  if (asks && !(await approve(shell, signal))) return undefined
  const effects: Effect[] = []
  const scopes = { client, known, waits: { signal } }
  for (const { address, key } of removals)
    effects.push(await unsetVariable(scopes, holderNamed(scopes, address), key))
  return effects
}
