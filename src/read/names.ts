/** What everybody may know of a workspace, whatever is hidden in it: what its resources are called, and where they are. */
import type { Live } from '../live.ts'
import { namesIn } from '../mask/index.ts'

/** Addresses, names, ids and places of all that is known. */
export const knownNames = (known: Live): readonly string[] => [
  known.workspace.name,
  known.workspace.id,
  ...known.all().flatMap(({ address, kind, record, parts }) => [
    address,
    ...namesIn(record),
    // A variable may hold the address of a service, which is in everybody's browser.
    kind.platformVariables?.(record).RENDER_EXTERNAL_URL ?? '',
    ...[...parts.values()].flatMap((items) => [...items.keys()]),
  ]),
]
