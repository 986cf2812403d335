/** Secrets that are written although the workspace has a value for them. Pure. */
import type { Address } from '../address.ts'
import type { Desired, DesiredItem, DesiredResource } from '../desired.ts'
import { type Problem, ProblemsError, problem } from '../problem.ts'
import { nearest } from '../rows/index.ts'
import type { SecretSource, Source } from '../source.ts'

/**
 * The same wishes, with these secrets to be written whatever is live. Each is named as in a file of secrets
 * (`service/KEY`), or by its address. Throws `ProblemsError` for a name that means no secret of the file, or several.
 */
export const rotate = (desired: Desired, names: readonly string[]): Desired => {
  const secrets = [...desired.resources.values()].flatMap(secretsOf)
  const problems = names.flatMap((name) => wrong(name, secrets))
  if (problems.length > 0) throw new ProblemsError(problems)
  if (names.length === 0) return desired
  const isMeant = (secret: SecretSource) => names.some((name) => means(name, secret))
  const chosen = new Set(secrets.filter(isMeant).map(({ address }) => address))
  const resources = new Map(
    [...desired.resources].map(([address, resource]) => [address, marked(resource, chosen)] as const),
  )
  return { ...desired, resources }
}

const means = (name: string, secret: SecretSource) => name === secret.name || name === secret.address

const sourceIn = (item: DesiredItem, row: string): SecretSource | undefined => {
  const source = item.values[row] as Source | undefined
  return source?.from === 'secret' ? source : undefined
}

const secretRows = ({ kind }: DesiredResource, aspect: string): readonly string[] =>
  Object.entries(kind.aspects[aspect]?.fields ?? {}).flatMap(([name, row]) => (row.secret ? [name] : []))

const secretsOf = (resource: DesiredResource): readonly SecretSource[] =>
  Object.entries(resource.parts).flatMap(([aspect, items]) =>
    items.flatMap((item) => secretRows(resource, aspect).flatMap((row) => sourceIn(item, row) ?? [])),
  )

const marked = (resource: DesiredResource, chosen: ReadonlySet<Address>): DesiredResource => {
  const mark = (aspect: string, item: DesiredItem): DesiredItem => {
    const values = secretRows(resource, aspect).flatMap((row) => {
      const source = sourceIn(item, row)
      return source && chosen.has(source.address) ? [[row, { ...source, rotate: true }]] : []
    })
    return { ...item, values: { ...item.values, ...Object.fromEntries(values) } }
  }
  const parts = Object.entries(resource.parts).map(([aspect, items]) => [
    aspect,
    items.map((item) => mark(aspect, item)),
  ])
  return { ...resource, parts: Object.fromEntries(parts) }
}

const wrong = (name: string, secrets: readonly SecretSource[]): readonly Problem[] => {
  const meant = secrets.filter((secret) => means(name, secret))
  if (meant.length === 1) return []
  if (meant.length > 1) {
    const message = `${name} means several secrets: ${meant.map(({ address }) => address).join(', ')}`
    return [problem('unknown-secret', message, 'Give the address of one of them.')]
  }
  const near = nearest(name, [...new Set(secrets.flatMap((secret) => [secret.name, secret.address]))])
  const message = `the file has no secret ${name}: a variable with sync: false`
  const todo = near === undefined ? 'Name it as service/KEY.' : `Did you mean ${near}?`
  return [problem('unknown-secret', message, todo)]
}
