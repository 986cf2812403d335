/** Secrets that are not there and that nobody gave: all of them at once. Pure. */
import { readable } from '../../address.ts'
import { changedItems, type DeclaredItemChange, isDeclaredItem } from '../../change.ts'
import { unreadable } from '../../hidden.ts'
import { type Problem, problem } from '../../problem.ts'
import { nameAmong, sourcesOf } from '../../references/index.ts'
import type { AnyField } from '../../rows/index.ts'
import type { Source } from '../../source.ts'
import { liveValue } from '../deleting/index.ts'
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
          if (source?.from !== 'secret' || source.later || resolve(source).known) return []
          const why = whyNeeded(item, change.kind.aspects[item.aspect]?.fields[name])
          if (why === undefined) return []
          const message = `${readable(item.address)} has no value: ${why}`
          const todo = `Give it as ${nameOf(source)}=… in a file for --secrets.`
          return [refusal('missing-secret', item.item.at, item.address, message, todo)]
        }),
      ),
  )
}

/** Secrets that are to be given when the plan is applied, and so keep this one from being it: all of them at once. */
export const laterSecrets = ({ changes }: Pick<Subject, 'changes'>): readonly Problem[] =>
  [...changes.values()].flatMap((change) =>
    changedItems(change)
      .filter(isDeclaredItem)
      .flatMap(({ item, address }) => {
        const isLater = Object.values(item.values).some(
          (value) =>
            (value as Source | null)?.from === 'secret' && (value as Source & { later?: true }).later,
        )
        if (!isLater) return []
        const message = `${readable(address)} has no value yet: it is given when the saved plan is applied`
        return [
          problem('missing-secret', message, 'Save the plan with --out, and apply that.', {
            at: item.at,
            address,
          }),
        ]
      }),
  )

/** Undefined: the live value stays. */
const whyNeeded = (item: DeclaredItemChange, row: AnyField | undefined): string | undefined => {
  if (item.action === 'create' && row && liveValue(row, item.before)) return undefined
  if (item.action === 'create') return 'it is a secret (sync: false), and the workspace has none yet'
  return row?.read(item.live) === unreadable
    ? 'the API takes it again with every change, and never tells it'
    : undefined
}
