/** The names that secrets are given under. Pure. */
import type { SecretSource } from '../source.ts'

/** Values of secrets by name: their address (`service/api/env/KEY`), `service/KEY` or `KEY`. */
export type Secrets = ReadonlyMap<string, string>

/** All names of a secret, the most exact one first: that one wins. */
export const namesOfSecret = ({ address, name }: SecretSource): readonly string[] => [
  address,
  name,
  name.slice(name.indexOf('/') + 1),
]

/** What was given for a secret, under the most exact of its names; undefined: nothing was. An empty text is a value. */
export const givenFor = (secrets: Secrets, source: SecretSource): string | undefined =>
  namesOfSecret(source)
    .map((name) => secrets.get(name))
    .find((text) => text !== undefined)

/** The name that a message calls a secret by: `service/KEY`, or its address where another one of these has that name too. */
export const nameAmong = (all: readonly SecretSource[]): ((source: SecretSource) => string) => {
  const seen = new Set<string>()
  const shared = new Set(all.map(({ name }) => name).filter((name) => seen.has(name) || !seen.add(name)))
  return ({ name, address }) => (shared.has(name) ? address : name)
}
