/** The secrets of a file, and the way to change what is said of them. Pure. */
import type { Desired, DesiredItem, DesiredResource } from '../../desired.ts'
import { namesOfSecret } from '../../references/index.ts'
import type { SecretSource, Source } from '../../source.ts'

/** A secret with where it stands. */
export interface Secret {
  readonly source: SecretSource
  readonly resource: DesiredResource
  readonly aspect: string
  readonly item: DesiredItem
  readonly row: string
}

type Resources = Pick<Desired, 'resources'>

/** In the order of the file. */
export const secretsIn = ({ resources }: Resources): readonly Secret[] =>
  [...resources.values()].flatMap(secretsOf)

const secretsOf = (resource: DesiredResource): readonly Secret[] =>
  Object.entries(resource.parts).flatMap(([aspect, items]) =>
    items.flatMap((item) =>
      secretRows(resource, aspect).flatMap((row) => {
        const source = item.values[row] as Source | undefined
        return source?.from === 'secret' ? [{ source, resource, aspect, item, row }] : []
      }),
    ),
  )

/** The rows whose values are hidden: a secret stands in one of them. */
export const secretRows = ({ kind }: DesiredResource, aspect: string): readonly string[] =>
  Object.entries(kind.aspects[aspect]?.fields ?? {}).flatMap(([name, row]) => (row.secret ? [name] : []))

/** By source: what takes its place; undefined: the item is taken out. */
type Replaced = ReadonlyMap<Source, Source | undefined>

/** The same wishes with other sources in the place of some. */
export const withReplaced = <Wishes extends Resources>(desired: Wishes, replaced: Replaced): Wishes => {
  if (replaced.size === 0) return desired
  const resources = [...desired.resources].map(
    ([address, resource]) => [address, replacedIn(resource, replaced)] as const,
  )
  return { ...desired, resources: new Map(resources) }
}

const replacedIn = (resource: DesiredResource, replaced: Replaced): DesiredResource => {
  const parts = Object.entries(resource.parts).map(([aspect, items]) => {
    const rows = secretRows(resource, aspect)
    return [aspect, items.flatMap((item) => replacedItem(item, rows, replaced))]
  })
  return { ...resource, parts: Object.fromEntries(parts) }
}

const replacedItem = (
  item: DesiredItem,
  rows: readonly string[],
  replaced: Replaced,
): readonly DesiredItem[] => {
  const meant = rows.filter((row) => replaced.has(item.values[row] as Source))
  if (meant.length === 0) return [item]
  const values = meant.map((row) => [row, replaced.get(item.values[row] as Source)] as const)
  if (values.some(([, source]) => source === undefined)) return []
  return [{ ...item, values: { ...item.values, ...Object.fromEntries(values) } }]
}

/** The secrets of a file, each by the name that means it alone: `api/STRIPE_KEY`. */
export const declaredSecrets = (desired: Desired): readonly string[] => [
  ...new Set(secretsIn(whole(desired)).map(({ source: { name } }) => name)),
]

/** All names that the secrets of a file may be given under. */
export const secretNames = (desired: Desired): ReadonlySet<string> =>
  new Set(secretsIn(whole(desired)).flatMap(({ source }) => namesOfSecret(source)))

/** All that the file declares, also where a run is about a part of it. */
export const whole = ({ resources, whole = resources }: Desired): Resources => ({ resources: whole })
