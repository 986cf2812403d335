/** Reads variables and what passes them on, and nothing else. */
import type { Client } from '../http/index.ts'
import { allKinds } from '../kinds/index.ts'
import { Live, type LiveResource, type Workspace } from '../live.ts'
import { linkAspects, liveLinks, variableParts, variables } from '../references/index.ts'
import { readerOf, readParts, type Waits } from './facts.ts'
import { listKinds, remembering } from './lists.ts'

/** Whether a resource takes variables of others: a service does, a group does not. */
export const takesVariables = ({ kind }: LiveResource): boolean => linkAspects(kind).length > 0

/** Lists all resources that have variables. */
export const listVariableHolders = async (
  client: Client,
  workspace: Workspace,
  waits: Waits = {},
): Promise<Live> => {
  const known = new Live(workspace)
  const names = allKinds.filter((name) => variables in name.aspects)
  await listKinds(remembering(client), known, names, waits)
  return known
}

/** Reads the variables of a service, and of the groups that it is linked to. */
export const readSeenBy = async (
  client: Client,
  known: Live,
  service: LiveResource,
  waits: Waits = {},
): Promise<void> => {
  const reader = readerOf(client, known, waits)
  await readParts(reader, service, variableParts(service.kind))
  const groups = liveLinks(known.get(service.address) ?? service).flatMap((link) => known.get(link) ?? [])
  await Promise.all(groups.map((group) => readParts(reader, group, [variables])))
}

/** Reads the variables of all services and groups. */
export const readAllVariables = async (client: Client, known: Live, waits: Waits = {}): Promise<void> => {
  const reader = readerOf(client, known, waits)
  await Promise.all(known.all().map((live) => readParts(reader, live, variableParts(live.kind))))
}
