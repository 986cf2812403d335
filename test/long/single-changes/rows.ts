/** Changes of a resource's own rows, and of the rows of what it has one of at most: its disk, its scaling. */

import type { AnyAspect, FilePath } from '../../../src/rows/aspect.ts'
import type { AnyField } from '../../../src/rows/field.ts'
import type { AnyKind } from '../../../src/rows/kind.ts'
import { companionsOf, type Mapping } from '../../kinds/forms.ts'
import { choices, legalPair, putAll, type SettledFile, type SingleChange } from './change.ts'
import { append, type Edit, put, type Site, withoutOldName } from './edits.ts'

/** What a mapping may need beside a row to be legal: nothing, what the row always needs, an instance type that is paid for. */
const basesOf = (row: string): readonly Mapping[] => [{}, companionsOf(row), { plan: 'starter' }]

/** The credential that a row refers to: the files have none of their own. */
const credential = { name: 'sample-one', registry: 'github', username: 'acme' }
const referred = ({ codec }: AnyField): readonly Edit[] =>
  codec.refersTo ? [append(['x-render-sync', 'registryCredentials'], credential)] : []

/** What a service is built with decides which rows it has: only among equals a change of it is one of one row. */
const hasSameRows = ({ useless }: AnyKind, now: unknown, value: unknown) =>
  JSON.stringify(useless?.({ runtime: now })) === JSON.stringify(useless?.({ runtime: value }))

export const rowChanges = ({ text, known }: SettledFile, { resource, path }: Site): SingleChange[] => {
  const { address, kind, values: given } = resource
  const record = known.get(address)?.record
  const useless = new Set(kind.useless?.(given) ?? [])
  return Object.entries<AnyField>(kind.fields).flatMap(([row, field]) => {
    if (useless.has(row)) return []
    const bases = basesOf(row).map((base) => [...putAll(path, base), ...referred(field)])
    return choices(field, field.read(record), record).flatMap((set) => {
      for (const { value, effect } of set) {
        if (row === 'runtime' && !hasSameRows(kind, given.runtime, value)) continue
        const edits = [withoutOldName(path, row), put([...path, ...row.split('.')], value)]
        const pair = legalPair(text, bases, edits)
        if (!pair) continue
        const back = given[row] === undefined ? [] : [row]
        return [{ of: `${kind.name} ${row}`, address, ...pair, effect, lines: [row], back }]
      }
      return []
    })
  })
}

interface Part {
  readonly at: FilePath
  /** What it takes to be there, where it may be absent. */
  readonly whole?: Mapping
  /** The part beside which it means nothing. */
  readonly unless?: string
  /** The rows that can be changed in the file, where others are the identity or a secret. */
  readonly rows?: readonly string[]
  /** By row: the one that a change of it may change by the way. */
  readonly also?: Readonly<Record<string, string>>
}

/** Aspects that have one item at most: where the file has its rows. */
const parts: Readonly<Record<string, Part>> = {
  instances: { at: [], unless: 'scaling' },
  disk: { at: ['disk'], whole: { name: 'sample', mountPath: '/var/sample' } },
  scaling: { at: ['scaling'], whole: { minInstances: 2, maxInstances: 4, targetCPUPercent: 50 } },
  notifications: { at: ['x-render-sync', 'notifications'] },
  suspension: { at: ['x-render-sync'] },
  parameters: { at: ['x-render-sync'] },
  logStream: {
    at: ['x-render-sync', 'logStream'],
    whole: { setting: 'send', endpoint: 'logs.example.com:6514' },
    rows: ['setting', 'endpoint'],
    // What is dropped has none.
    also: { setting: 'endpoint' },
  },
  target: { at: [], rows: ['endpoint', 'preview'] },
  login: { at: [], rows: ['registry', 'username'] },
}

export const partChanges = (file: SettledFile, site: Site): SingleChange[] =>
  Object.entries<AnyAspect>(site.resource.kind.aspects).flatMap(([name, aspect]) => {
    const part = parts[name]
    const { [name]: own, [part?.unless ?? '']: beside } = site.resource.parts
    if (!part || beside) return []
    const { whole, ...place } = part
    if (own || !whole) return changesOfPart(file, site, name, aspect, place)
    return [
      ...newPart(file, site, name, aspect, put([...site.path, ...part.at], whole)),
      ...changesOfPart(file, site, name, aspect, part),
    ]
  })

const newPart = (
  { text }: SettledFile,
  { resource: { address, kind }, path }: Site,
  name: string,
  { part, onItem }: AnyAspect,
  added: Edit,
): SingleChange[] => {
  const bases = basesOf(name).map((base) => putAll(path, base))
  const pair = legalPair(text, bases, [added])
  const lines = [`create ${address}/${part}`]
  return pair ? [{ of: `${kind.name} ${name}`, address, ...pair, effect: onItem, lines, back: [] }] : []
}

/** Its rows, one by one. `whole`: it has to be put there first. */
const changesOfPart = (
  { text, known }: SettledFile,
  { resource: { address, kind, parts: declared }, path }: Site,
  name: string,
  { fields, part }: AnyAspect,
  { at, whole, rows = Object.keys(fields), also = {} }: Part,
): SingleChange[] => {
  const [live] = known.get(address)?.parts.get(name)?.values() ?? []
  const first = whole ? [put([...path, ...at], whole)] : []
  const bases = basesOf(name).map((base) => [...putAll(path, base), ...first])
  const given = whole ?? declared[name]?.[0]?.values
  const lines = [`update ${address}/${part}`]
  const tried = Object.entries<AnyField>(fields).filter(([row]) => rows.includes(row))
  return tried.flatMap(([row, field]) =>
    choices(field, whole ? afterCreate(field, whole[row]) : standing(field, live), live ?? {}).flatMap(
      (set) => {
        for (const { value, effect } of set) {
          const pair = legalPair(text, bases, [put([...path, ...at, row], value)])
          const back = given?.[row] === undefined ? [] : lines
          const other = also[row] && { also: `${address}/${part} ${also[row]}` }
          const of = `${kind.name} ${name}.${row}`
          if (pair) return [{ of, address, ...pair, effect, lines, back, ...other }]
        }
        return []
      },
    ),
  )
}

const afterCreate = ({ codec, default: usual }: AnyField, given: unknown): unknown =>
  given === undefined ? usual : codec.toApi(given)

/** What a plan does not read, because the file does not declare it, is as it is when nobody ever said anything. */
const standing = ({ codec, read }: AnyField, live: unknown): unknown =>
  live === undefined ? codec.toApi(codec.schema.default) : read(live)
