/** What the step of a workflow asks for: the inputs of action.yml, as the runner hands them over. Pure. */

import { fail } from '../../cli/input/index.ts'
import { nearest } from '../../src/index.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const commands = ['plan', 'apply', 'drift', 'validate'] as const
export type CommandName = (typeof commands)[number]

export interface Inputs {
  readonly command: CommandName
  /** In the order in which they are merged; none: the nearest render.yaml. */
  readonly files: readonly string[]
  /** Relative to the checkout. */
  readonly workingDirectory: string
  /** Lines `KEY=value`. */
  readonly secrets: string
  /** Id or name; undefined: what the key or the file says. */
  readonly workspace: string | undefined
  readonly apiKey: string | undefined
  readonly token: string | undefined
  /** Whether pull requests are commented on, and an issue is kept for drift. */
  readonly comment: boolean
  /** What fails the step besides errors. */
  readonly failOn: 'error' | 'changes'
  /** What becomes of an apply that no pull request has a plan for. */
  readonly unreviewed: 'refuse' | 'apply'
  /** Further flags, as one text. */
  readonly args: string
}

/** Throws `ProblemsError` for an input that is none of those that it may be. */
export const inputsFrom = (env: Environment): Inputs => ({
  command: oneOf(env, 'command', commands),
  files: given(env, 'file').split('\n').map(trimmed).filter(Boolean),
  workingDirectory: given(env, 'working-directory') || '.',
  secrets: raw(env, 'secrets'),
  workspace: given(env, 'workspace') || undefined,
  apiKey: given(env, 'api-key') || env.RENDER_API_KEY?.trim() || undefined,
  token: given(env, 'github-token') || undefined,
  comment: oneOf(env, 'comment', ['true', 'false']) === 'true',
  failOn: oneOf(env, 'fail-on', ['error', 'changes']),
  unreviewed: oneOf(env, 'unreviewed', ['refuse', 'apply']),
  args: given(env, 'args'),
})

/** The variable that the runner puts an input in. */
const raw = (env: Environment, name: string): string => env[`INPUT_${name.toUpperCase()}`] ?? ''

const trimmed = (text: string): string => text.trim()
const given = (env: Environment, name: string): string => trimmed(raw(env, name))

const oneOf = <Word extends string>(env: Environment, name: string, words: readonly Word[]): Word => {
  const text = given(env, name)
  const word = words.find((each) => each === text)
  if (word !== undefined) return word
  const near = nearest(text, words)
  return fail(
    'bad-usage',
    `the input ${name} must be one of ${words.join(', ')}; got ${JSON.stringify(text)}`,
    near === undefined ? undefined : `Did you mean ${near}?`,
  )
}
