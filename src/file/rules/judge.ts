/** What a check of the meaning gets to see: one resource, the others of the file, and a way to say something. */
import type { Address } from '../../address.ts'
import type { FileObject, FilePath } from '../../rows/index.ts'
import type { Entry } from '../form/walk.ts'
import type { Finding } from '../messages/index.ts'
import type { ParsedFile } from '../text/marks.ts'
import { isMapping } from '../text/marks.ts'
import { lineOf, type Report, type Side } from '../text/report.ts'

export interface Index {
  readonly entries: readonly Entry[]
  /** The resources of the list `services` with this name. */
  readonly services: (name: unknown) => readonly Entry[]
  readonly at: (address: Address) => Entry | undefined
}

export interface Subject {
  readonly entry: Entry
  readonly mapping: Entry['mapping']
  readonly index: Index
  readonly file: ParsedFile
  /** Says something about a path below the resource. */
  readonly say: (path: FilePath, finding: Finding, side?: Side) => void
  /** The line that something stands in, in words. */
  readonly lineOf: (path: FilePath) => string
}

/** A check of one resource. */
export type Check = (subject: Subject) => void

/** What a check of all resources together gets to see. */
interface Whole {
  /** The resources that have the right form. */
  readonly index: Index
  readonly all: readonly Entry[]
  readonly file: ParsedFile
  readonly say: (path: FilePath, finding: Finding, side?: Side, address?: Address) => void
  readonly lineOf: (path: FilePath) => string
}

export type WholeCheck = (whole: Whole) => void

export const indexOf = (entries: readonly Entry[]): Index => {
  const byAddress = new Map(entries.map((entry) => [entry.address, entry]))
  const services = new Map<unknown, Entry[]>()
  for (const entry of entries) {
    if (entry.mapping.type === undefined) continue
    const name = entry.names.at(-1)
    const same = services.get(name)
    if (same) same.push(entry)
    else services.set(name, [entry])
  }
  return {
    entries,
    services: (name) => services.get(name) ?? [],
    at: (address) => byAddress.get(address),
  }
}

export const subjectOf = (
  entry: Entry,
  index: Index,
  file: ParsedFile,
  report: Report,
  rule: string,
): Subject => ({
  entry,
  mapping: entry.mapping,
  index,
  file,
  say: (path, finding, side) =>
    report.on(file, [...entry.path, ...path], { ...finding, rule }, side, entry.address),
  lineOf: (path) => lineOf(file, [...entry.path, ...path]),
})

/** The mappings of a list, with their index. */
export const items = (
  holder: FileObject | undefined,
  key: string,
): readonly (readonly [FileObject, number])[] => {
  const list = holder?.[key]
  return Array.isArray(list)
    ? list.flatMap((item, index) => (isMapping(item) ? [[item, index] as const] : []))
    : []
}

/** The mapping under a key, if it is one. */
export const inner = (holder: FileObject, key: string): FileObject | undefined => {
  const value = holder[key]
  return isMapping(value) ? value : undefined
}
