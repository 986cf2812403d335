/** The values that a pulled file leaves out. */
import type { Desired, DesiredResource } from '../desired.ts'
import type { Hidden } from '../hidden.ts'
import { kindOfName } from '../kinds/index.ts'
import type { Source } from '../source.ts'
import type { World } from '../world.ts'
import type { Note } from './tree.ts'

export interface FoundSecrets {
  /** By `service/KEY`, as an apply wants them. */
  readonly secrets: ReadonlyMap<string, string>
  readonly notes: readonly Note[]
}

/** The live value of each secret that a file declares. */
export const secretsOf = (desired: Desired, world: World): FoundSecrets => {
  const secrets = new Map<string, string>()
  const notes: Note[] = []
  for (const resource of desired.resources.values()) {
    const { address } = resource
    for (const { name, value } of liveSecrets(resource, world)) {
      const before = secrets.get(name)
      if (!value.known) notes.push({ address, message: `the API does not tell the secret ${name}` })
      else if (before === undefined) secrets.set(name, value.reveal())
      else if (before !== value.reveal())
        notes.push({ address, message: `another resource has a different secret ${name}` })
    }
  }
  return { secrets, notes }
}

const liveSecrets = (
  { address, kind, parts }: DesiredResource,
  world: World,
): readonly { name: string; value: Hidden }[] =>
  Object.entries(parts).flatMap(([part, items]) => {
    const secretRows = Object.entries(kindOfName(kind).aspects[part]?.fields ?? {}).filter(
      ([, row]) => row.secret,
    )
    return items.flatMap(({ key, values }) => {
      const live = world.get(address)?.parts.get(part)?.get(key)
      return secretRows.flatMap(([name, row]) => {
        const source = values[name] as Source | undefined
        return source?.from === 'secret' && live !== undefined
          ? [{ name: source.name, value: row.read(live) as Hidden }]
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
