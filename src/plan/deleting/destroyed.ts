/** All that a file declares, to be deleted: in which order, and what of it stays since others stand in the way. Pure. */
import type { Desired } from '../../desired.ts'
import type { Live, LiveResource } from '../../live.ts'
import { placeOf } from '../../references/index.ts'
import { deletesOf, type InUse, type Pruned, withoutCarried } from './prune.ts'

/** The live resources that the file declares; another kind under the same name is not what it declares. */
export const destroyedResources = (desired: Desired, known: Live): Pruned => {
  const meant = [...desired.resources.values()].flatMap((resource): readonly LiveResource[] => {
    const live = known.ofKind(resource)
    return live && !live.kind.always ? [live] : []
  })
  const found = deletesOf(withoutCarried(meant, known), known, [])
  return { ...found, notEmpty: [...found.notEmpty, ...strayIn(meant, known)] }
}

/** What would go along with a project, and is not to be destroyed: an environment that no file declares. */
const strayIn = (meant: readonly LiveResource[], known: Live): readonly InUse[] => {
  const going = new Set(meant.map(({ address }) => address))
  return meant.flatMap(({ address: of, kind: { prefix } }) => {
    const by = known
      .all()
      .filter((live) => live.kind.parent?.prefix === prefix && placeOf(live, known) === of)
      .flatMap(({ address }) => (going.has(address) ? [] : [address]))
    return by.length > 0 ? [{ of, by }] : []
  })
}
