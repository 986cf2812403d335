/** What concerns the file and the workspace as a whole. Pure. */
import { type Problem, problem } from '../../problem.ts'
import { needsOf } from '../../references/index.ts'
import { refusal, type Subject } from './subject.ts'

/** Two live resources with one identity: which of them is meant, only their owner knows. */
export const namesakes = ({ desired, known }: Subject): readonly Problem[] =>
  [...desired.resources.values()].flatMap((resource) => {
    const needs = needsOf(resource, known.ofKind(resource))
    return [resource.address, ...needs.map(({ of }) => of)].flatMap((address) => {
      const ids = known.namesakes(address)
      if (ids.length === 0) return []
      const message = `${address} is ambiguous: the workspace has ${ids.join(' and ')} under this name`
      const todo = 'Rename or delete all but one of them.'
      return [refusal('ambiguous-identity', resource.at, address, message, todo)]
    })
  })

/** What is asked for and not done yet is said, so that nobody relies on it. */
export const notPruned = ({ desired: { prune } }: Subject): readonly Problem[] => {
  if (!prune) return []
  const where =
    prune.scope === 'workspace' ? 'the whole workspace' : 'the projects and environments of the file'
  const message = `the file asks to prune ${prune.what.join(', ')} in ${where}: nothing is deleted yet`
  return [problem('not-pruned', message)]
}
