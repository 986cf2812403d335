/** What is made in the place of a resource that is replaced: what the file says, and else what the live one had. Pure. */
import { within } from '../../address.ts'
import type { DesiredItem, DesiredResource } from '../../desired.ts'
import { Hidden } from '../../hidden.ts'
import type { LiveResource } from '../../live.ts'
import { leftAlone } from '../../references/index.ts'
import { type AnyAspect, type AnyField, type AnyFields, same } from '../../rows/index.ts'
import type { Source } from '../../source.ts'

/** The wishes for the new one. Rows and items that a live one of another kind has too are the same objects there. */
export const remade = (
  resource: DesiredResource,
  live: LiveResource,
  pruned: readonly string[] = [],
): DesiredResource => {
  const { kind, values, parts } = resource
  const idle = kind.useless?.(values) ?? []
  const left = leftAlone(resource, live)
  const rows = Object.entries<AnyField>(kind.fields)
    .filter(([name, row]) => live.kind.fields[name] === row && !idle.includes(name))
    .filter(([name]) => values[name] === undefined || left.field(name))
    .flatMap(([name, row]) => {
      const value = cameByItself(row, values, live.record) ? undefined : valueFor(row, live.record)
      return value === undefined ? [] : [[name, value] as const]
    })
  const taken = Object.fromEntries(rows)
  const kept = Object.entries(values).filter(([name]) => !(name in taken))
  const items = Object.entries<AnyAspect>(kind.aspects).map(([name, aspect]) => {
    const declared = parts[name] ?? []
    const more =
      live.kind.aspects[name] !== aspect || pruned.includes(name) ? [] : undeclared(resource, name, live)
    return [name, [...declared, ...more]] as const
  })
  return {
    ...resource,
    values: Object.fromEntries(kept),
    defaults: { ...resource.defaults, ...taken },
    parts: Object.fromEntries(items.filter(([name, all]) => parts[name] !== undefined || all.length > 0)),
  }
}

/** What a new resource is to have, to be like a live one; undefined: it has that by itself. */
const valueFor = ({ read, codec, clear }: AnyField, record: unknown): unknown => {
  const value = read(record)
  if (value === undefined || value === clear || codec.retired?.(value)) return undefined
  if (isUsual(codec, value) || codec.toFile(value) === undefined) return undefined
  return codec.toNewFile ? codec.toApi(codec.toNewFile(value)) : value
}

/** Whether Render made the value of others: it makes one for the new resource too. */
const cameByItself = (
  { default: usual, read, codec }: AnyField,
  values: DesiredResource['values'],
  live: unknown,
): boolean => {
  const made = typeof usual === 'function' ? usual({ values, live }) : undefined
  return made !== undefined && same(codec, made, read(live))
}

const isUsual = (codec: AnyField['codec'], value: unknown): boolean =>
  codec.schema.default !== undefined && same(codec, codec.toApi(codec.schema.default), value)

/** Live items that the file does not name, as wishes. */
const undeclared = (
  { kind, address, names, parts, at }: DesiredResource,
  name: string,
  live: LiveResource,
): readonly DesiredItem[] => {
  const aspect = kind.aspects[name] as AnyAspect
  const declared = new Set(parts[name]?.map(({ key }) => key))
  return [...(live.parts.get(name) ?? [])].flatMap(([key, item]) => {
    if (declared.has(key) || aspect.derivedFrom?.(item)) return []
    const source: Source = {
      from: 'secret',
      name: `${names.at(-1)}/${key}`,
      address: within(address, aspect.part, key),
    }
    const values = rowsOf(aspect.fields, item, source)
    const isEmpty = Object.keys(values).length === 0 && Object.keys(aspect.fields).length > 0
    return isEmpty ? [] : [{ key, values, defaults: {}, at, positions: {} }]
  })
}

/** A hidden value comes from the item itself, when it is written. */
const rowsOf = (fields: AnyFields, item: unknown, source: Source): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, row]) => {
      if (row.secret) return liveValue(row, item) ? [[name, source]] : []
      const value = valueFor(row, item)
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** The hidden value that a new item may take over from the one that goes; undefined: nobody can read it. */
export const liveValue = (row: AnyField, before: unknown): Hidden | undefined => {
  const value = before === undefined ? undefined : row.read(before)
  return value instanceof Hidden && value.known ? value : undefined
}
