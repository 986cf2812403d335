/** What concerns the file and the workspace as a whole. Pure. */
import { readable } from '../../address.ts'
import type { Problem } from '../../problem.ts'
import { refusal, type Subject } from './subject.ts'

/** A name that is taken by what nobody here knows how to change. */
export const strangers = ({ desired, known }: Subject): readonly Problem[] =>
  [...desired.resources.values()].flatMap(({ address, kind, at }) => {
    const stranger = known.stranger(address)
    if (!stranger) return []
    const message = `${readable(address)} would have to be deleted and created anew: it is a ${stranger.type}, a type that is not known yet, and the file wants a ${kind.title}`
    return [refusal('replace-refused', at, address, message, 'Use another name.')]
  })
