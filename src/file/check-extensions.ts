/** Rules for the keys under `x-render-sync`. */
import { kindOfName } from '../kinds/index.ts'
import { extension, ignorable, ignoredIn, ignoresOf } from './extensions.ts'
import { type Check, type Index, inner } from './judge.ts'
import { say } from './messages.ts'
import { nearest } from './nearest.ts'
import type { ParsedFile } from './parse.ts'
import { lineOf, type Report } from './report.ts'
import type { Entry } from './walk.ts'

const ignoredPaths: Check = ({ entry, mapping, say: tell }) => {
  const kind = kindOfName(entry.kind)
  for (const [index, { path }] of ignoresOf(mapping).entries()) {
    if (ignoredIn(kind, path) !== undefined) continue
    const [head = '', ...key] = path.split('/')
    const near = nearest(head, [...ignorable(kind).keys()])
    const meant = near === undefined ? undefined : [near, ...key].join('/')
    tell([extension, 'ignore', index], say.badIgnore(kind.title, path, meant === path ? near : meant))
  }
}

export const extensionChecks: readonly Check[] = [ignoredPaths]

/** A name that a resource had can be that of no other one. */
export const checkRenames = ({ entries }: Index, file: ParsedFile, report: Report): void => {
  const idOf = ({ kind, names }: Entry, name: string) =>
    JSON.stringify([kindOfName(kind).prefix, ...names.slice(0, -1), name])
  const taken = new Map(entries.map((entry) => [idOf(entry, entry.names.at(-1) ?? ''), entry]))
  const renamed = new Map<string, Entry>()
  for (const entry of entries) {
    const path = [...entry.path, extension, 'renamedFrom']
    const before = inner(entry.mapping, extension)?.renamedFrom
    if (typeof before !== 'string') continue
    const id = idOf(entry, before)
    const tell = (finding: ReturnType<typeof say.renamedFromItself>) =>
      report.on(file, path, finding, 'value', entry.address)
    const { title } = kindOfName(entry.kind)
    const owner = taken.get(id)
    const first = renamed.get(id)
    if (owner === entry) tell(say.renamedFromItself(before))
    else if (owner) {
      tell(say.renamedFromOther(title, before, lineOf(file, [...owner.path, 'name'])))
    } else if (first) {
      tell(say.renamedTwice(title, before, lineOf(file, [...first.path, extension, 'renamedFrom'])))
    } else renamed.set(id, entry)
  }
}
