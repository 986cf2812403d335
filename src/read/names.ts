/** What everybody may know of a workspace, whatever is hidden in it: what its resources are called, and where they are. */
import type { Live } from '../live.ts'
import { namesIn } from '../mask/index.ts'

/** Addresses, names, ids and places of all that is known. */
export const knownNames = (known: Live): readonly string[] => [
  known.workspace.name,
  known.workspace.id,
  ...known
    .all()
    .flatMap(({ address, record, parts }) => [
      address,
      ...namesIn(record),
      ...[...parts.values()].flatMap((items) => [...items.keys()]),
    ]),
]
