/** Setting and taking away one variable, with what that means for who else has it. */
import type { Address } from '../address.ts'
import type { Hidden } from '../hidden.ts'
import type { LiveResource } from '../live.ts'
import { call } from '../operations/index.ts'
import { ProblemsError, problem } from '../problem.ts'
import { seenBy, variablesOf } from '../references/index.ts'
import { isService, linkedServices, type Scopes, withVariables } from './holder.ts'

/** A value that is given, or that Render makes up. */
export type Value = { readonly value: Hidden } | { readonly generateValue: true }

export interface Effect {
  /** Whose variable it is. */
  readonly address: Address
  readonly key: string
  /** Groups that have the variable too, and that this service does not hear now. */
  readonly masks: readonly Address[]
  /** Services that get it, or the lack of it, with their next deploy. */
  readonly reaches: readonly LiveResource[]
  /** Services that are linked and hear another one: their own, or that of a younger group. */
  readonly masked: readonly Address[]
  /** Of what was taken away: where it comes from now. Undefined: nowhere. */
  readonly showsThrough: Address | undefined
}

/** Who of the linked services hears this group, and who does not. */
const heard = async (
  scopes: Scopes,
  group: LiveResource,
  key: string,
): Promise<Pick<Effect, 'reaches' | 'masked'>> => {
  const linked = (await linkedServices(scopes, group)).toSorted((one, other) =>
    one.address < other.address ? -1 : 1,
  )
  const hears = (service: LiveResource): boolean => {
    const own = variablesOf(service).has(key)
    const from = seenBy(scopes.known, service).find((one) => one.key === key)?.from
    return !own && (from === undefined || from === group.address || from === 'render')
  }
  return {
    reaches: linked.filter(hears),
    masked: linked.filter((service) => !hears(service)).map(({ address }) => address),
  }
}

/** The groups that give a service the variable, the one it would hear first. */
const givenBy = (scopes: Scopes, service: LiveResource, key: string): readonly Address[] => {
  const seen = seenBy(scopes.known, service).find((one) => one.key === key)
  if (seen === undefined || seen.from === 'render') return []
  return seen.from === service.address ? seen.masks : [seen.from, ...seen.masks]
}

const refuseMask = (service: Address, key: string, groups: readonly Address[]): never => {
  const [group = ''] = groups
  throw new ProblemsError([
    problem(
      'masked-variable',
      `${service} gets ${key} from ${groups.join(' and ')}: set on the service, it would mask that`,
      `Set it on ${group}, or allow this with --mask.`,
    ),
  ])
}

/**
 * Sets a variable of a service or a group. Throws `ProblemsError` where a group gives the service the variable and masking it
 * is not allowed; nothing is changed then. `ApiError` where the API refuses.
 */
export const setVariable = async (
  scopes: Scopes,
  holder: LiveResource,
  key: string,
  value: Value,
  { mask = false }: { readonly mask?: boolean },
): Promise<Effect> => {
  const { client, waits } = scopes
  const base = { address: holder.address, key, showsThrough: undefined }
  if (!isService(holder)) {
    const found = await heard(scopes, holder, key)
    await call(client, 'groups.setVariable', { group: holder.record.id, key, ...value }, waits)
    return { ...base, masks: [], ...found }
  }
  const service = await withVariables(scopes, holder)
  const groups = givenBy(scopes, service, key)
  const isHeld = variablesOf(service).has(key)
  if (groups.length > 0 && !isHeld && !mask) refuseMask(service.address, key, groups)
  await call(client, 'variables.set', { service: service.record.id, key, ...value }, waits)
  return { ...base, masks: groups, reaches: [service], masked: [] }
}

/** Takes a variable of a service or a group away. Throws `ProblemsError` where it has none of the name. */
export const unsetVariable = async (scopes: Scopes, holder: LiveResource, key: string): Promise<Effect> => {
  const { client, waits } = scopes
  const found = await withVariables(scopes, holder)
  if (!variablesOf(found).has(key))
    throw new ProblemsError([
      problem(
        'not-found',
        `${holder.address} has no variable ${key} itself`,
        'render-sync env tells where a service has it from.',
      ),
    ])
  const base = { address: holder.address, key, masks: [] }
  if (!isService(holder)) {
    const reach = await heard(scopes, found, key)
    await call(client, 'groups.deleteVariable', { group: holder.record.id, key }, waits)
    return { ...base, ...reach, showsThrough: undefined }
  }
  const [showsThrough] = givenBy(scopes, found, key)
  await call(client, 'variables.delete', { service: holder.record.id, key }, waits)
  return { ...base, reaches: [found], masked: [], showsThrough }
}
