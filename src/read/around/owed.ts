/** Deploys that are owed: something was written since the last one, as the audit log and the journal tell. */
import type { Address } from '../../address.ts'
import type { Desired, DesiredResource } from '../../desired.ts'
import type { Live, LiveResource } from '../../live.ts'
import { declaredLinks, liveLinks } from '../../references/index.ts'
import type { OwedDeploy } from '../../rows/index.ts'
import { type Audited, idsIn } from './audited.ts'
import { type Journal, unpaidIn } from './journal.ts'

/** The audit events that tell of writes of what the file declares of a resource. */
const eventsOf = ({ kind, parts }: DesiredResource): readonly string[] =>
  Object.entries(kind.aspects).flatMap(([name, { audited = [] }]) =>
    (parts[name]?.length ?? 0) > 0 ? audited : [],
  )

/** Whether the audit log can tell anything of what a file declares of a service, by itself or by its groups. */
export const isAudited = (resource: DesiredResource, desired: Desired): boolean =>
  eventsOf(resource).length > 0 ||
  declaredLinks(resource).some((link) => {
    const group = desired.resources.get(link)
    return group !== undefined && eventsOf(group).length > 0
  })

/**
 * How long after an entry of the journal a write may arrive at Render at the latest, in milliseconds: a deploy that began after
 * that has it, whoever triggered it.
 */
const latest = 120_000

/** Notes which of the declared resources owe a deploy, as far as anything tells. */
export const noteOwed = async (
  known: Live,
  desired: Desired,
  audited: readonly Audited[],
  journal: Journal | undefined,
): Promise<void> => {
  const unpaid = unpaidIn((await journal?.read(known.workspace.id)) ?? [])
  for (const resource of desired.resources.values()) {
    const live = known.ofKind(resource)
    if (!live?.kind.deploys?.possible(live.record) || resource.untouched?.fields) continue
    const owed =
      byJournal(live, unpaid) ?? byAuditLog(live, lastWrite(resource, live, desired, known, audited))
    if (owed) known.put({ ...live, owed })
  }
}

const newestOf = ({ deploys = [] }: LiveResource): number | undefined =>
  deploys[0] && Date.parse(deploys[0].createdAt)

const byJournal = (live: LiveResource, unpaid: ReadonlyMap<Address, number>): OwedDeploy | undefined => {
  const since = unpaid.get(live.address)
  if (since === undefined || (newestOf(live) ?? 0) > since + latest) return undefined
  return { since, toldBy: 'journal' }
}

/** One that was never deployed, or whose deploys were not looked at, has nothing to compare with. */
const byAuditLog = (live: LiveResource, since: number | undefined): OwedDeploy | undefined => {
  const newest = newestOf(live)
  if (since === undefined || newest === undefined || newest >= since) return undefined
  return { since, toldBy: 'audit log' }
}

/** When something was written last that the file declares of a service, or of a group that it takes variables from. */
const lastWrite = (
  resource: DesiredResource,
  live: LiveResource,
  desired: Desired,
  known: Live,
  audited: readonly Audited[],
): number | undefined => {
  const groups = [...new Set([...declaredLinks(resource), ...liveLinks(live)])].flatMap((link) => {
    const [group, there] = [desired.resources.get(link), known.get(link)]
    return group && there ? [{ events: eventsOf(group), id: there.record.id }] : []
  })
  const scopes = [
    ...[live.record.id, ...idsIn(live)].map((id) => ({ events: eventsOf(resource), id })),
    ...groups,
  ]
  const isAbout = ({ event, ids }: Audited) =>
    scopes.some(({ events, id }) => events.includes(event) && ids.includes(id))
  const times = audited.filter(isAbout).map(({ at }) => at)
  return times.length > 0 ? Math.max(...times) : undefined
}
