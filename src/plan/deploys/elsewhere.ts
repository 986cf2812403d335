/** Services that a change reaches, and that the run is not about. */
import type { Update } from '../../change.ts'
import type { DesiredResource } from '../../desired.ts'
import type { LinkedElsewhere } from '../../references/index.ts'

/** A service that is not in the file: nothing of it is compared, and nothing written. */
export const deployedOnly = ({ live, links, at }: LinkedElsewhere): Update => {
  const { kind, address, name } = live
  const desired: DesiredResource = {
    kind,
    address,
    names: [name],
    values: {},
    defaults: {},
    parts: {},
    untouched: { fields: true, items: new Set() },
    at,
    positions: {},
  }
  const nothing = { fields: [], items: [], ignored: [] }
  return { action: 'update', address, kind, desired, live, needs: links, ...nothing, deploys: links }
}
