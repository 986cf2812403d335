/** What a deploy is made of: a build, unless it is known that no build reads what changes. */
import type { Address } from '../../address.ts'
import { changedItems, type DeclaredChange, deploysOf, type ItemChange, type Update } from '../../change.ts'
import { variables } from '../../references/index.ts'
import type { AnyFields, MadeOf } from '../../rows/index.ts'

/** What all changes of a plan have to say of whether one of them builds. */
interface Around {
  readonly changes: ReadonlyMap<Address, DeclaredChange>
  /** No build reads variables and files, unless its service says which. */
  readonly deployOnly: boolean
}

/**
 * Says what a deploy is made of. What builds read nobody can know, so that it builds unless the service lists the variables that its
 * build reads, or the run says that none reads any. Then the last build serves as well where it is live, and each reason for the deploy
 * is something that no build reads.
 */
export const withMadeOf = (change: DeclaredChange, around: Around): DeclaredChange =>
  change.action === 'update' && change.kind.deploys && change.deploys.length > 0
    ? { ...change, madeOf: madeOfWhat(change, around) }
    : change

const madeOfWhat = (change: Update, around: Around): MadeOf => {
  const { kind, desired, live, deploys } = change
  const { builds, unread, state } = kind.deploys ?? {}
  const rows = Object.entries(kind.fields as AnyFields).map(([name, row]) => [name, row.read(live.record)])
  if (builds?.({ ...Object.fromEntries(rows), ...desired.values }) === false) return 'image'
  if (!desired.buildVariables && !around.deployOnly) return 'build'
  const newest = live.deploys?.[0]
  const isLive = newest !== undefined && state?.(newest.status) === 'ready'
  return isLive && unread && deploys.every((reason) => isUnread(reason, change, unread, around))
    ? 'last build'
    : 'build'
}

/** Whether no build reads what a deploy follows from. */
const isUnread = (reason: string, change: Update, unread: readonly string[], around: Around): boolean => {
  if (unread.includes(reason)) return true
  const item = changedItems(change).find(({ address }) => address === reason)
  if (item) return unread.includes(item.aspect) || isUnreadItem(item, change, around)
  const passed = around.changes.get(reason)
  const items = passed
    ? changedItems(passed).filter(({ address }) => deploysOf(passed).includes(address))
    : []
  return items.length > 0 && items.every((one) => isUnreadItem(one, change, around))
}

/** Of a service, or of a group that it takes variables from. */
const isUnreadItem = (
  { aspect, key }: ItemChange,
  { desired: { buildVariables }, kind }: Update,
  { deployOnly }: Around,
): boolean => {
  if (aspect === variables) return buildVariables ? !buildVariables.includes(key) : deployOnly
  // What comes with a group, or goes, is not looked into.
  if (kind.aspects[aspect]?.passesDeploys) return buildVariables ? buildVariables.length === 0 : deployOnly
  return deployOnly
}
