/** Values that Render keeps where they are live, and gives to nothing new: legacy and custom plans. Pure. */
import { readable } from '../../address.ts'
import type { DeclaredChange } from '../../change.ts'
import type { Problem } from '../../problem.ts'
import { refusal, type Subject } from './subject.ts'

export const retiredValues = ({ changes }: Subject): readonly Problem[] =>
  [...changes.values()].flatMap(retiredIn)

const retiredIn = ({ action, fields, kind, desired, address }: DeclaredChange): readonly Problem[] =>
  fields.flatMap(({ field, desired: value, after }) => {
    const codec = kind.fields[field]?.codec
    const retired = codec?.retired?.(value)
    if (!retired || action === 'replace') return []
    const { instead } = retired
    const offered =
      instead === undefined ? 'Write one that Render offers' : `Write ${JSON.stringify(instead)}`
    const todo = action === 'create' ? `${offered}.` : 'Put the live value into the file.'
    const message = `${readable(address)} cannot get ${field} ${JSON.stringify(after)}: Render keeps it for what has it already`
    return [refusal('retired-refused', desired.positions[field] ?? desired.at, address, message, todo)]
  })
