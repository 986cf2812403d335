/** The values that a pulled file leaves out. */
import type { Desired, DesiredResource } from '../../desired.ts'
import type { Hidden } from '../../hidden.ts'
import type { Live } from '../../live.ts'
import type { SecretSource, Source } from '../../source.ts'
import type { Note } from './tree.ts'

export interface FoundSecrets {
  /** By `service/KEY`, as an apply wants them; by their addresses where resources differ about one. */
  readonly secrets: ReadonlyMap<string, string>
  readonly notes: readonly Note[]
}

/** The live value of each secret that a file declares. */
export const secretsOf = (desired: Desired, known: Live): FoundSecrets => {
  const found = [...desired.resources.values()].flatMap((resource) =>
    liveSecrets(resource, known).map((secret) => ({ ...secret, of: resource.address })),
  )
  const told = found.filter(({ value }) => value.known)
  const byName = new Map(told.map(({ source, value }) => [source.name, value]))
  const disputed = new Set(
    told.flatMap(({ source: { name }, value }) => (byName.get(name)?.equals(value) ? [] : [name])),
  )
  return {
    secrets: new Map(
      told.map(({ source: { address, name }, value }) => [
        disputed.has(name) ? address : name,
        value.reveal(),
      ]),
    ),
    notes: found
      .filter(({ value }) => !value.known)
      .map(({ of, source }) => ({
        address: of,
        message: `the API does not tell the secret ${source.name}`,
      })),
  }
}

const liveSecrets = (
  { address, kind, parts }: DesiredResource,
  known: Live,
): readonly { source: SecretSource; value: Hidden }[] =>
  Object.entries(parts).flatMap(([part, items]) => {
    const secretRows = Object.entries(kind.aspects[part]?.fields ?? {}).filter(([, row]) => row.secret)
    return items.flatMap(({ key, values }) => {
      const live = known.get(address)?.parts.get(part)?.get(key)
      return secretRows.flatMap(([name, row]) => {
        const source = values[name] as Source | undefined
        return source?.from === 'secret' && live !== undefined
          ? [{ source, value: row.read(live) as Hidden }]
          : []
      })
    })
  })

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** The secrets as `--secrets` reads them: a line for each. */
export const secretsText = (secrets: ReadonlyMap<string, string>): string =>
  [...secrets]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${value.replace(/[\\"\n\r\t]/g, (char) => escapes[char] ?? char)}"\n`)
    .join('')
