/** Private addresses that do not reach across, where the file leaves out a region. Pure. */
import { type Address, readable } from '../../address.ts'
import type { Desired, DesiredResource } from '../../desired.ts'
import type { Live } from '../../live.ts'
import { type Problem, problem } from '../../problem.ts'
import { isPrivateAddress, type Source } from '../../source.ts'
import type { Subject } from './subject.ts'

/** A rule has said it already where the file names both regions. */
export const otherRegions = ({ desired, known }: Subject): readonly Problem[] =>
  [...desired.resources.values()].flatMap((resource) => {
    const own = regionAt(resource.address, desired, known)
    if (own === undefined) return []
    return Object.values(resource.parts).flatMap((items) =>
      items.flatMap(({ key, values, at }) => {
        const target = targetOf(values.value as Source | undefined)
        if (target === undefined) return []
        const there = regionAt(target, desired, known)
        if (!there || there.region === own.region || (there.isWritten && own.isWritten)) return []
        const message = `${readable(target)} is in ${there.region}, and ${readable(resource.address)} in ${own.region}: the private address that ${key} gets does not reach across`
        return [
          problem('other-region', message, 'Put both in one region.', { at, address: resource.address }),
        ]
      }),
    )
  })

const targetOf = (source: Source | undefined): Address | undefined =>
  source?.from === 'property' && isPrivateAddress(source.property) ? source.of : undefined

interface Region {
  readonly region: string
  /** Whether it stands in the file. */
  readonly isWritten: boolean
}

/** Where a resource is or will be; undefined: it is in no region, or nobody knows of it. */
const regionAt = (address: Address, { resources, whole }: Desired, known: Live): Region | undefined => {
  const resource = (whole ?? resources).get(address)
  const written = resource?.values.region
  if (written !== undefined) return { region: String(written), isWritten: true }
  const live = known.get(address)
  const region = live ? live.kind.fields.region?.read(live.record) : defaultOf(resource)
  return region === undefined ? undefined : { region: String(region), isWritten: false }
}

const defaultOf = (resource: DesiredResource | undefined): unknown => resource?.defaults.region
