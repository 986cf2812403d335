import type { Owner } from '../records/index.ts'
import { commaList, createdBetween, paging, text, updatedBetween } from '../request/index.ts'
import type { World } from '../state/index.ts'

/** A workspace as the API tells of it, by itself and inside of what belongs to it. */
export const ownerView = ({ id, name, email, type }: Owner) => ({ id, name, email, type })

/** A test for the `ownerId` filter of lists; naming another workspace is 404 there as well. */
export const ownedBy = (world: World, ownerIds: readonly string[] | undefined) => {
  for (const id of ownerIds ?? []) world.owners.find(id)
  return (record: { ownerId: string }) => !ownerIds || ownerIds.includes(record.ownerId)
}

export const ownerFilter = { ownerId: commaList(text) }

/** What the lists of a workspace's own records have in common. */
export const ownedList = { ...paging, ...createdBetween, ...updatedBetween, ...ownerFilter }
