/** Resources that a Blueprint of Render makes like its own file, whenever somebody pushes to it. Pure. */
import { readable } from '../../address.ts'
import { acts, type Change, isDeclared, liveOf } from '../../change.ts'
import type { Blueprint, Live } from '../../live.ts'
import { type Problem, problem } from '../../problem.ts'

const todo =
  'Turn the auto-sync of one of them off, in the Dashboard or with PATCH /blueprints; with --ignore-blueprints an apply goes on all the same.'

const ownerOf = (change: Change, known: Live): Blueprint | undefined => {
  const live = liveOf(change)
  return live && known.claimedBy(live.record.id)
}

const placeOf = (change: Change) => ({
  address: change.address,
  ...(isDeclared(change) && { at: change.desired.at }),
})

const inWords = ({ name, id, repo, path = 'render.yaml' }: Blueprint) =>
  `the Blueprint ${JSON.stringify(name)} (${id}) manages it too, and syncs by itself from ${path} of ${repo}`

/** What has two owners. */
export const twoOwners = (changes: readonly Change[], known: Live): readonly Problem[] =>
  changes.flatMap((change) => {
    const owner = ownerOf(change, known)
    if (!owner) return []
    const message = `${readable(change.address)}: ${inWords(owner)}`
    return [problem('two-owners', message, todo, placeOf(change))]
  })

/** What an apply does not write: the next sync would undo it. */
export const contested = (changes: readonly Change[], known: Live): readonly Problem[] =>
  changes.filter(acts).flatMap((change) => {
    const owner = ownerOf(change, known)
    if (!owner) return []
    const message = `${readable(change.address)} is not changed: ${inWords(owner)}`
    return [problem('blueprint-owned', message, todo, placeOf(change))]
  })
