/** Addresses that are taken. Pure. */
import type { DeclaredChange } from '../../change.ts'
import type { Live } from '../../live.ts'
import { type Problem, problem } from '../../problem.ts'
import type { Subject } from './subject.ts'

/** A service that was renamed keeps the address of its former name: a new one of that name gets another. */
export const takenSlugs = ({ changes, known }: Subject): readonly Problem[] =>
  [...changes.values()].flatMap((change) => takenBy(change, known))

const takenBy = ({ action, kind, desired, address }: DeclaredChange, known: Live): readonly Problem[] => {
  const slug = action === 'create' ? kind.slugOf?.(desired.names.at(-1) ?? '') : undefined
  if (slug === undefined) return []
  const holder = known.records(kind.prefix).find((record) => (record as { slug?: string }).slug === slug)
  if (!holder) return []
  const { id } = holder as { id: string }
  const message = `${address} does not get the address "${slug}": ${known.addressOf(id) ?? id} has it, and Render makes another`
  const todo = 'Use another name, or refer to the service with "fromService".'
  return [problem('slug-taken', message, todo, { at: desired.at, address })]
}
