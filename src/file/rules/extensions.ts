/** Rules for the keys under `x-render-sync`. */
import { nearest } from '../../rows/index.ts'
import { extension, ignorable, ignoredIn, ignoresOf } from '../form/extensions.ts'
import type { Entry } from '../form/walk.ts'
import { say } from '../messages/index.ts'
import { type Check, inner, type WholeCheck } from './judge.ts'

export const ignorePath: Check = ({ entry, mapping, say: tell }) => {
  const { kind } = entry
  for (const [index, { path }] of ignoresOf(mapping).entries()) {
    if (ignoredIn(kind, path) !== undefined) continue
    const [head = '', ...key] = path.split('/')
    const near = nearest(head, [...ignorable(kind).keys()])
    const meant = near === undefined ? undefined : [near, ...key].join('/')
    tell([extension, 'ignore', index], say.badIgnore(kind.title, path, meant === path ? near : meant))
  }
}

/** The name that a resource had, if the file gives one. */
const formerOf = ({ mapping }: Entry): string | undefined => {
  const before = inner(mapping, extension)?.renamedFrom
  return typeof before === 'string' ? before : undefined
}

const idOf = ({ kind, names }: Entry, name = names.at(-1) ?? ''): string =>
  JSON.stringify([kind.prefix, ...names.slice(0, -1), name])

const former = [extension, 'renamedFrom']

export const needlessRename: Check = ({ entry, say: tell }) => {
  const before = formerOf(entry)
  if (before !== undefined && before === entry.names.at(-1)) tell(former, say.renamedFromItself(before))
}

/** A name that a resource had can be that of no other one. */
export const rename: WholeCheck = ({ index: { entries }, say: tell, lineOf }) => {
  const taken = new Map(entries.map((entry) => [idOf(entry), entry]))
  const renamed = new Map<string, Entry>()
  for (const entry of entries) {
    const before = formerOf(entry)
    if (before === undefined) continue
    const id = idOf(entry, before)
    const path = [...entry.path, ...former]
    const { title } = entry.kind
    const owner = taken.get(id)
    const first = renamed.get(id)
    if (owner && owner !== entry) {
      const line = lineOf([...owner.path, 'name'])
      tell(path, say.renamedFromOther(title, before, line), 'value', entry.address)
    } else if (first) {
      const line = lineOf([...first.path, ...former])
      tell(path, say.renamedTwice(title, before, line), 'value', entry.address)
    } else renamed.set(id, entry)
  }
}
