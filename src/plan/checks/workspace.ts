/** What concerns the file and the workspace as a whole. Pure. */
import { readable } from '../../address.ts'
import type { Problem } from '../../problem.ts'
import { needsOf } from '../../references/index.ts'
import { refusal, type Subject } from './subject.ts'

/** Two live resources with one identity: which of them is meant, only their owner knows. */
export const namesakes = ({ desired, known }: Subject): readonly Problem[] =>
  [...desired.resources.values()].flatMap((resource) => {
    const needs = needsOf(resource, known.ofKind(resource))
    return [resource.address, ...needs.map(({ of }) => of)].flatMap((address) => {
      const ids = known.namesakes(address)
      if (ids.length === 0) return []
      const message = `${readable(address)} is ambiguous: the workspace has ${ids.join(' and ')} under this name`
      const todo = 'Rename or delete all but one of them.'
      return [refusal('ambiguous-identity', resource.at, address, message, todo)]
    })
  })

/** A name that is taken by what nobody here knows how to change. */
export const strangers = ({ desired, known }: Subject): readonly Problem[] =>
  [...desired.resources.values()].flatMap(({ address, kind, at }) => {
    const stranger = known.stranger(address)
    if (!stranger) return []
    const message = `${readable(address)} would have to be deleted and created anew: it is a ${stranger.type}, a type that is not known yet, and the file wants a ${kind.title}`
    return [refusal('replace-refused', at, address, message, 'Use another name.')]
  })
