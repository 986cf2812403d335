/** Deploys that are on their way, and those that a change would need and does not get. Pure. */
import { readable } from '../../address.ts'
import { type DeclaredChange, deploysOf, liveOf, postponedOf } from '../../change.ts'
import { type Problem, problem } from '../../problem.ts'
import { linkedElsewhere } from '../../references/index.ts'
import type { Subject } from './subject.ts'

/** What is neither live nor failed yet is no difference, and is said: a later plan may find that it failed. */
export const deploysUnderWay = ({ changes }: Subject): readonly Problem[] =>
  [...changes.values()].flatMap((change) => {
    const { kind, address, desired } = change
    const newest = liveOf(change)?.deploys?.[0]
    if (!newest || kind.deploys?.state(newest.status) !== 'waiting') return []
    const message = `${readable(address)}: its deploy ${newest.id} has not ended yet (${newest.status})`
    return [problem('deploy-under-way', message, undefined, { at: desired.at, address })]
  })

/** A suspended service takes no deploy, and is not waited for. */
export const postponedDeploys = ({ changes }: Subject): readonly Problem[] =>
  [...changes.values()].flatMap((change) => {
    const { address, desired } = change
    if (postponedOf(change).length === 0) return []
    const message = `${readable(address)} is suspended, and is not deployed: what changes takes effect when it is resumed`
    return [problem('suspended-service', message, undefined, { at: desired.at, address })]
  })

/** Services that the run is not about keep what they have until somebody deploys them. */
export const keptElsewhere = (subject: Subject): readonly Problem[] =>
  [...subject.changes.values()].flatMap((change) => keptOf(change, subject))

const keptOf = (change: DeclaredChange, { changes, desired, known }: Subject): readonly Problem[] => {
  const { address, desired: declared } = change
  if (deploysOf(change).length === 0) return []
  const linked = linkedElsewhere(desired, known, new Map([[address, declared.at]]))
  const kept = linked.flatMap(({ live }) => (changes.has(live.address) ? [] : [readable(live.address)]))
  if (kept.length === 0) return []
  const message = `${readable(address)} changes, and is used by what this run leaves alone: ${kept.join(', ')} keep${kept.length === 1 ? 's' : ''} the old value until somebody deploys ${kept.length === 1 ? 'it' : 'them'}`
  const todo = 'With --deploy-linked, an apply does.'
  return [problem('linked-elsewhere', message, todo, { at: declared.at, address })]
}
