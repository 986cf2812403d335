/** Makes the desired resources of a file that is known to be right, through the rows' codecs. */

import type { Address } from '../address.ts'
import type { DesiredItem, DesiredResource, Ignored } from '../desired.ts'
import type { AnyAspect, AnyField, AnyFields, DeclareContext, DeclaredItem, FilePath } from '../rows/index.ts'
import { type Entry, extensionOf } from './form/index.ts'
import { article, say } from './messages/index.ts'
import { type ParsedFile, positionOf, type Report, valueAt } from './text/index.ts'

export interface BuildContext {
  readonly file: ParsedFile
  readonly report: Report
  readonly repo?: string | undefined
  /** Declared services that nothing is known of. */
  readonly leftOut: ReadonlySet<Address>
}

export const build = (entry: Entry, context: BuildContext): DesiredResource => {
  const { kind, mapping, path, address, names } = entry
  const values = decode(kind.fields, mapping)
  const idle = kind.useless?.(values) ?? []
  const holder = article(kind.title)
  for (const name of idle) {
    if (valueAt(mapping, name.split('.')) === undefined) continue
    delete values[name]
    // A field of the kind itself is one that another runtime could use.
    const who = name in kind.fields ? `${holder} with runtime ${mapping.runtime}` : holder
    context.report.on(context.file, [...path, ...name.split('.')], say.useless(name, who), {
      side: 'key',
      address,
    })
  }
  const useful = Object.fromEntries(
    Object.entries(kind.fields as AnyFields).filter(([name]) => !idle.includes(name)),
  )
  const parts: Record<string, readonly DesiredItem[]> = {}
  const toRender: Ignored[] = []
  for (const [name, aspect] of Object.entries(kind.aspects)) {
    const items = itemsOf(aspect, entry, context)
    if (!items || idle.includes(name)) continue
    parts[name] = items.known
    toRender.push(...items.leftOut.map((key) => ({ path: `${aspect.part}/${key}` })))
  }
  const { ignore = [], ...extension } = extensionOf(kind, mapping)
  const ignored = [...ignore, ...toRender]
  return {
    kind: entry.kind,
    address,
    names,
    values,
    defaults: defaultsOf(useful, values, context),
    parts,
    ...extension,
    ...(ignored.length > 0 && { ignore: ignored }),
    at: positionOf(context.file, path),
    positions: positionsOf(values, path, context),
  }
}

const positionsOf = (values: Readonly<Record<string, unknown>>, path: FilePath, { file }: BuildContext) =>
  Object.fromEntries(
    Object.keys(values).map((name) => [name, positionOf(file, [...path, ...name.split('.')])]),
  )

const decode = (fields: AnyFields, raw: unknown): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  for (const [name, row] of Object.entries(fields)) {
    const given = valueAt(raw, name.split('.'))
    const value = given === null ? row.clear : given === undefined ? undefined : row.codec.toApi(given)
    if (value !== undefined) values[name] = value
  }
  return values
}

const defaultsOf = (
  fields: AnyFields,
  values: Readonly<Record<string, unknown>>,
  { repo }: Pick<BuildContext, 'repo'>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, row]) => {
      if (Object.hasOwn(values, name)) return []
      const value = defaultOf(row, { repo, values })
      return value === undefined ? [] : [[name, value]]
    }),
  )

const defaultOf = (
  row: AnyField,
  context: { repo: string | undefined; values: Readonly<Record<string, unknown>> },
) => (typeof row.default === 'function' ? row.default(context) : row.default)

/** The items that the file declares, and the keys of those that only Render can make: their values are of types that are not known yet. */
interface Items {
  readonly known: readonly DesiredItem[]
  readonly leftOut: readonly string[]
}

const itemsOf = (aspect: AnyAspect, entry: Entry, context: BuildContext): Items | undefined => {
  const declaring: DeclareContext = {
    address: entry.address,
    name: entry.names.at(-1) ?? '',
    environment: entry.environment,
  }
  const declared = aspect.declared(entry.mapping, declaring)
  if (!declared) return undefined
  const leftOut: string[] = []
  const known = declared.flatMap((one) => {
    const item = itemOf(aspect, one, entry, context)
    const stranger = Object.values(item.values)
      .map(ofSource)
      .find((of) => of && context.leftOut.has(of))
    if (stranger === undefined) return [item]
    const said = say.ofNewerType(item.key, stranger.split('/').map(decodeURIComponent).join('/'))
    context.report.on(context.file, [...entry.path, ...one.path], said, { address: entry.address })
    leftOut.push(item.key)
    return []
  })
  return { known, leftOut }
}

/** What a value is taken from, if it is from another resource. */
const ofSource = (value: unknown): Address | undefined =>
  typeof value === 'object' && value !== null && 'of' in value ? String(value.of) : undefined

const itemOf = (aspect: AnyAspect, item: DeclaredItem, entry: Entry, context: BuildContext): DesiredItem => {
  const path = [...entry.path, ...item.path]
  const values = decode(aspect.fields, item.raw)
  return {
    key: item.key,
    values,
    defaults: defaultsOf(aspect.fields, values, context),
    at: positionOf(context.file, path),
    positions: positionsOf(values, path, context),
  }
}
