/** What a plan would need and could not see: it says which right is missing. Pure. */
import { readable } from '../../address.ts'
import { acts, changedItems, isDeclaredItem } from '../../change.ts'
import type { Unobserved } from '../../live.ts'
import type { Problem } from '../../problem.ts'
import { unseenOf } from '../../references/index.ts'
import type { Source } from '../../source.ts'
import { refusal, type Subject } from './subject.ts'

export const unobservedValues = (subject: Subject): readonly Problem[] =>
  [...subject.changes.values()]
    .filter(acts)
    .flatMap((change) => [...unseenNeeds(change, subject), ...unseenSources(change, subject)])

type Declared = Subject['changes'] extends ReadonlyMap<string, infer Change> ? Change : never

/** A resource that must be there: whether it is, nobody knows. */
const unseenNeeds = ({ address, desired, needs }: Declared, { known }: Subject): readonly Problem[] =>
  needs.flatMap((need) => {
    const missed = known.get(need) ? undefined : known.unlisted(need)
    return missed ? [lacking(address, desired.at, need, missed)] : []
  })

const unseenSources = (change: Declared, { desired, known }: Subject): readonly Problem[] =>
  changedItems(change)
    .filter(isDeclaredItem)
    .flatMap(({ address, item, aspect, fields }) =>
      fields.flatMap(({ field }) => {
        const isSource = change.kind.aspects[aspect]?.fields[field]?.secret
        const source = item.values[field] as Source
        const missed = isSource ? unseenOf(source, desired, known) : undefined
        if (!missed || !('of' in source) || !known.get(source.of)) return []
        return [lacking(address, item.at, source.of, missed)]
      }),
    )

const lacking = (
  address: string,
  at: Problem['at'] & object,
  of: string,
  { where, area }: Unobserved,
): Problem =>
  refusal(
    'unobserved-value',
    at,
    address,
    `${readable(address)} needs what was not observed of ${readable(of)}: ${where} answered 403`,
    `Use a key that may read ${area}.`,
  )
