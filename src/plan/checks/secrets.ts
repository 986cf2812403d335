/** Secrets that are not there and that nobody gave: all of them at once. Pure. */
import { readable } from '../../address.ts'
import { changedItems, type DeclaredItemChange, isDeclaredItem } from '../../change.ts'
import { unreadable } from '../../hidden.ts'
import type { Problem } from '../../problem.ts'
import { nameAmong, sourcesOf } from '../../references/index.ts'
import type { AnyField } from '../../rows/index.ts'
import type { Source } from '../../source.ts'
import { refusal, type Subject } from './subject.ts'

export const missingSecrets = ({ changes, resolve }: Subject): readonly Problem[] => {
  const all = [...changes.values()]
  const nameOf = nameAmong(
    all.flatMap(({ desired }) =>
      sourcesOf(desired).flatMap(({ source }) => (source.from === 'secret' ? [source] : [])),
    ),
  )
  return all.flatMap((change) =>
    changedItems(change)
      .filter(isDeclaredItem)
      .flatMap((item) =>
        Object.entries(item.item.values).flatMap(([name, value]) => {
          const source = value as Source
          if (source?.from !== 'secret' || resolve(source).known) return []
          const why = whyNeeded(item, change.kind.aspects[item.aspect]?.fields[name])
          if (why === undefined) return []
          const message = `${readable(item.address)} has no value: ${why}`
          const todo = `Give it as ${nameOf(source)}=… in a file for --secrets.`
          return [refusal('missing-secret', item.item.at, item.address, message, todo)]
        }),
      ),
  )
}

/** Undefined: the live value stays. */
const whyNeeded = (item: DeclaredItemChange, row: AnyField | undefined): string | undefined => {
  if (item.action === 'create') return 'it is a secret (sync: false), and the workspace has none yet'
  return row?.read(item.live) === unreadable
    ? 'the API takes it again with every change, and never tells it'
    : undefined
}
