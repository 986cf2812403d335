/** Changes that take something away from what holds data. Pure. */
import { readable } from '../../address.ts'
import type { DeclaredChange } from '../../change.ts'
import { type Problem, problem } from '../../problem.ts'
import { inWords } from '../deleting/index.ts'
import type { Subject } from './subject.ts'

export const smallerDatabases = ({ changes }: Subject): readonly Problem[] =>
  [...changes.values()].flatMap(smallerIn)

const smallerIn = ({ fields, desired, address }: DeclaredChange): readonly Problem[] =>
  fields.flatMap((change) => {
    const { field, onChange } = change
    if (typeof onChange !== 'object' || !('smaller' in onChange)) return []
    const message = `${readable(address)} gets less, ${inWords(change)}: ${onChange.smaller}`
    const at = desired.positions[field] ?? desired.at
    return [problem('smaller-database', message, undefined, { at, address })]
  })
