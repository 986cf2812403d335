/** Changes that the API cannot make, and differences that are left as they are. Pure. */
import { readable } from '../../address.ts'
import { changedItems, type DeclaredChange, type FieldChange, isDeclaredItem, liveOf } from '../../change.ts'
import type { DesiredItem, DesiredResource } from '../../desired.ts'
import { type Position, type Problem, problem } from '../../problem.ts'
import { inWords, leaving } from '../deleting/index.ts'
import { refusal, type Subject } from './subject.ts'

export const changeProblems = (subject: Subject): readonly Problem[] => {
  const all = [...subject.changes.values()]
  return [
    ...[refused, incomplete, partOfNothing, blueprintOnly, kept].flatMap((check) => all.flatMap(check)),
    ...stillLinked(subject),
  ]
}

const spelled = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))

const positionOf = ({ at, positions }: DesiredResource | DesiredItem, change?: FieldChange): Position =>
  (change && positions[change.field]) ?? at

const refused = (change: DeclaredChange): readonly Problem[] => {
  const { desired, address } = change
  const ofFields = change.fields.map((field) => ({ field, at: positionOf(desired, field), address }))
  const ofItems = changedItems(change)
    .filter(isDeclaredItem)
    .flatMap((item) =>
      item.fields.map((field) => ({ field, at: positionOf(item.item, field), address: item.address })),
    )
  return [...ofFields, ...ofItems].flatMap(({ field, at, address }) => {
    if (typeof field.onChange !== 'object' || !('refuse' in field.onChange)) return []
    const message = `${readable(address)} cannot change ${inWords(field)}: ${field.onChange.refuse}`
    return [refusal('change-refused', at, address, message, 'Put the live value into the file.')]
  })
}

/** Render refuses it, at any time: the link, or the group, has to go first. */
const stillLinked = ({ changes, known }: Subject): readonly Problem[] =>
  leaving([...changes.values()], known)
    .filter(({ stays }) => stays)
    .flatMap(({ by, environment, group }) => {
      const change = changes.get(by)
      if (!change) return []
      const message = `${readable(by)} cannot leave ${readable(environment)}: it is linked to ${readable(group)}, which is in it`
      const todo =
        'Unlink it first (--prune groupLinks, where the file does not link it), or move the group as well.'
      return [refusal('change-refused', change.desired.at, by, message, todo)]
    })

/** What a resource cannot be without: a service, its source. */
const incomplete = (change: DeclaredChange): readonly Problem[] => {
  const { action, kind, desired, address } = change
  if (desired.untouched?.fields || (action !== 'create' && action !== 'update')) return []
  const given = { ...desired.defaults, ...desired.values }
  const record = liveOf(change)?.record
  const isThere = (row: string) => record && kind.fields[row]?.read(record) !== undefined
  return (kind.needed?.(desired.values) ?? [])
    .filter((row) => given[row] === undefined && !isThere(row))
    .map((row) => {
      const message = `${readable(address)} cannot be ${action}d without ${row}`
      const todo = `Give it in the file${row === 'repo' ? ', or with --repo URL' : ''}.`
      return refusal('missing-source', desired.at, address, message, todo)
    })
}

/** Nothing can be made of a few of its items. */
const partOfNothing = ({ action, desired, address }: DeclaredChange): readonly Problem[] => {
  if (action !== 'create' || !desired.untouched?.fields) return []
  const message = `${readable(address)} is not in the workspace yet, so no part of it can be a target`
  return [refusal('part-of-nothing', desired.at, address, message, `Target all of it: ${address}.`)]
}

const blueprintOnly = ({ action, fields, desired, address }: DeclaredChange): readonly Problem[] =>
  action === 'create'
    ? []
    : fields
        .filter(({ onChange }) => onChange === 'blueprint-only')
        .map((field) => {
          const message = `${readable(address)}: ${inWords(field)} is set by Render's Blueprint sync only`
          return problem('blueprint-only', message, undefined, { at: positionOf(desired, field), address })
        })

const kept = ({ fields, desired, address }: DeclaredChange): readonly Problem[] =>
  fields.flatMap((change) => {
    const { field, before, after, onChange } = change
    if (typeof onChange !== 'object' || !('keep' in onChange)) return []
    const message = `${readable(address)} keeps ${field} ${spelled(before)} where the file has ${spelled(after)}: ${onChange.keep}`
    return [problem('kept-value', message, undefined, { at: positionOf(desired, change), address })]
  })
