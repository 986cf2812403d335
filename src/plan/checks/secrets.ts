/** Secrets that are not there and that nobody gave: all of them at once. Pure. */
import { readable } from '../../address.ts'
import { changedItems, type DeclaredChange, type DeclaredItemChange, isDeclaredItem } from '../../change.ts'
import { unreadable } from '../../hidden.ts'
import type { Problem } from '../../problem.ts'
import { sourcesOf } from '../../references/index.ts'
import type { AnyField } from '../../rows/index.ts'
import type { SecretSource, Source } from '../../source.ts'
import { refusal, type Subject } from './subject.ts'

export const missingSecrets = ({ changes, resolve }: Subject): readonly Problem[] => {
  const all = [...changes.values()]
  const shared = namesOfSeveral(all)
  const nameOf = ({ name, address }: SecretSource) => (shared.has(name) ? address : name)
  return all.flatMap((change) =>
    changedItems(change)
      .filter(isDeclaredItem)
      .flatMap((item) =>
        Object.entries(item.item.values).flatMap(([name, value]) => {
          const source = value as Source
          if (source?.from !== 'secret' || resolve(source).known) return []
          const why = whyNeeded(source, item, change.kind.aspects[item.aspect]?.fields[name])
          if (why === undefined) return []
          const message = `${readable(item.address)} has no value: ${why}`
          const todo = `Give it as ${nameOf(source)}=… in a file for --secrets.`
          return [refusal('missing-secret', item.item.at, item.address, message, todo)]
        }),
      ),
  )
}

/** Undefined: the live value stays. */
const whyNeeded = (
  { rotate }: SecretSource,
  item: DeclaredItemChange,
  row: AnyField | undefined,
): string | undefined => {
  if (item.action === 'create') return 'it is a secret (sync: false), and the workspace has none yet'
  if (row?.read(item.live) === unreadable) {
    return 'the API takes it again with every change, and never tells it'
  }
  return rotate ? 'it is to be written again, and nobody gave a new one' : undefined
}

/** Names that a service and a group have in common, or a variable and a secret file. */
const namesOfSeveral = (changes: readonly DeclaredChange[]): ReadonlySet<string> => {
  const once = new Set<string>()
  const names = changes
    .flatMap(({ desired }) => sourcesOf(desired))
    .flatMap(({ source }) => (source.from === 'secret' ? [source.name] : []))
  return new Set(names.filter((name) => once.has(name) || !once.add(name)))
}
