/** Secrets that a command is told about: those to be written again, those that may be missing. Pure. */
import { matches, means } from '../../address.ts'
import type { Desired } from '../../desired.ts'
import { type Problem, ProblemsError, problem } from '../../problem.ts'
import { namesOfSecret } from '../../references/index.ts'
import { nearest } from '../../rows/index.ts'
import type { SecretSource } from '../../source.ts'
import { type Secret, secretsIn, withReplaced } from './found.ts'

/**
 * The same wishes, with the secrets that the patterns mean to be written whatever is live, as far as they are given.
 * A pattern is an address, or a name as in a file of secrets (`service/KEY`, `KEY`); `*` stands for any text. Throws
 * `ProblemsError` for one that means no secret of the file.
 */
export const rotate = (desired: Desired, patterns: readonly string[]): Desired =>
  marked(desired, patterns, (source) => ({
    ...source,
    rotate: patterns.filter((pattern) => isMeant(pattern, source)),
  }))

/** The same wishes, with the secrets that the patterns mean optional. Patterns and errors as for {@link rotate}. */
export const allowMissing = (desired: Desired, patterns: readonly string[]): Desired =>
  marked(desired, patterns, (source) => ({ ...source, optional: true }))

const marked = (
  desired: Desired,
  patterns: readonly string[],
  mark: (source: SecretSource) => SecretSource,
): Desired => {
  if (patterns.length === 0) return desired
  const secrets = secretsIn(desired)
  const problems = patterns.flatMap((pattern) => unknown(pattern, secrets))
  if (problems.length > 0) throw new ProblemsError(problems)
  const meant = secrets.filter(({ source }) => patterns.some((pattern) => isMeant(pattern, source)))
  return withReplaced(desired, new Map(meant.map(({ source }) => [source, mark(source)])))
}

const isMeant = (pattern: string, source: SecretSource): boolean =>
  means(pattern, source.address) || namesOfSecret(source).some((name) => matches(pattern, name))

const unknown = (pattern: string, secrets: readonly Secret[]): readonly Problem[] => {
  if (secrets.some(({ source }) => isMeant(pattern, source))) return []
  const near = nearest(pattern, [
    ...new Set(secrets.flatMap(({ source: { name, address } }) => [name, address])),
  ])
  const message = `the file has no secret ${pattern}: a variable with sync: false`
  const todo = near === undefined ? 'Name it as service/KEY.' : `Did you mean ${near}?`
  return [problem('unknown-secret', message, todo)]
}
