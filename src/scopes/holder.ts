/** Who holds variables: the services and groups of a workspace, found by name, id or address. */
import type { Client } from '../http/index.ts'
import type { Live, LiveResource, Workspace } from '../live.ts'
import { ProblemsError, problem } from '../problem.ts'
import { listVariableHolders, readSeenBy, takesVariables, type Waits } from '../read/index.ts'
import { nearest } from '../rows/index.ts'

/** A workspace whose services and groups are known. */
export interface Scopes {
  readonly client: Client
  readonly known: Live
  readonly waits: Waits
}

/** Lists all that may hold variables; none is read yet. Throws `ApiError`. */
export const openScopes = async (client: Client, workspace: Workspace, waits: Waits): Promise<Scopes> => ({
  client,
  waits,
  known: await listVariableHolders(client, workspace, waits),
})

const mostNamed = 10

/** Throws `ProblemsError`: nothing is called so, or several things are. */
export const holderNamed = ({ known }: Scopes, given: string): LiveResource => {
  const all = known.all()
  const found = all.filter(({ address, name, record }) => [address, name, record.id].includes(given))
  const [first, ...others] = found
  if (first && others.length === 0) return first
  if (first) {
    const addresses = found.map(({ address }) => address).join(' and ')
    throw new ProblemsError([
      problem('ambiguous-name', `${given} is ${addresses}`, 'Write the one that is meant as it stands here.'),
    ])
  }
  const names = all.map(({ name }) => name)
  const near = nearest(given, names)
  const todo =
    near === undefined ? `There are ${names.slice(0, mostNamed).join(', ')}.` : `Did you mean ${near}?`
  throw new ProblemsError([problem('unknown-name', `no service and no env group is called ${given}`, todo)])
}

export const isService = takesVariables

/** The services that are linked to a group, with all that they get read. */
export const linkedServices = async (
  { client, known, waits }: Scopes,
  group: LiveResource,
): Promise<readonly LiveResource[]> => {
  const links =
    (group.record as { readonly serviceLinks?: readonly { readonly id: string }[] }).serviceLinks ?? []
  const ids = new Set(links.map(({ id }) => id))
  const services = known.all().filter((live) => takesVariables(live) && ids.has(live.record.id))
  return Promise.all(services.map((service) => withVariables({ client, known, waits }, service)))
}

/** The same with the variables that it has, and those of the groups that it gets some from. */
export const withVariables = async (
  { client, known, waits }: Scopes,
  holder: LiveResource,
): Promise<LiveResource> => {
  await readSeenBy(client, known, holder, waits)
  return known.get(holder.address) ?? holder
}
