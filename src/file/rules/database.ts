/** Rules for databases, projects, and names. */
import { address } from '../../address.ts'
import { say } from '../messages/index.ts'
import { type Check, inner, items, type WholeCheck } from './judge.ts'

/** Plans with a standby: the families pro and accelerated, under their old names and those by CPU too. */
const hasStandby = (apiPlan: unknown): boolean => /^(pro|accelerated)/.test(String(apiPlan))

export const standby: Check = ({ entry, mapping, say: tell }) => {
  if (inner(mapping, 'highAvailability')?.enabled !== true) return
  const plan = entry.kind.fields.plan?.codec.toApi(mapping.plan)
  if (plan !== undefined && !hasStandby(plan)) {
    tell(['highAvailability'], say.standbyNeeds('a pro plan or larger', `plan: ${mapping.plan}`), 'key')
  }
  const version = mapping.postgresMajorVersion
  if (version !== undefined && Number(version) < 13) {
    tell(
      ['highAvailability'],
      say.standbyNeeds('Postgres 13 or newer', `postgresMajorVersion: ${version}`),
      'key',
    )
  }
}

const mostReplicas = 5

export const replicaLimit: Check = ({ mapping, say: tell }) => {
  const count = items(mapping, 'readReplicas').length
  if (count > mostReplicas) tell(['readReplicas'], say.tooManyReplicas(mostReplicas, count), 'key')
}

export const emptyProject: Check = ({ mapping, say: tell }) => {
  if (Array.isArray(mapping.environments) && mapping.environments.length === 0) {
    tell(['environments'], say.noEnvironment(), 'key')
  }
}

/** Two resources of one name, replicas among them; a domain of two services. */
export const duplicateName: WholeCheck = ({ all, say: tell, lineOf }) => {
  const first = new Map<string, string>()
  const claim = (name: string, shown: string, path: readonly (string | number)[]) => {
    const before = first.get(name)
    if (before === undefined) first.set(name, lineOf(path))
    else tell(path, say.duplicateName(shown, before))
  }
  for (const { kind, mapping, names, path, address: own } of all) {
    const { title, prefix } = kind
    const name = names.at(-1) ?? ''
    if (name === '') continue
    const sort = mapping.type === undefined || prefix !== 'service' ? title : prefix
    claim(own, `the ${sort} "${name}"`, [...path, 'name'])
    for (const [replica, index] of items(mapping, 'readReplicas')) {
      if (typeof replica.name !== 'string') continue
      claim(address(prefix, replica.name), `the ${title} "${replica.name}"`, [
        ...path,
        'readReplicas',
        index,
        'name',
      ])
    }
    const domains: readonly unknown[] = Array.isArray(mapping.domains) ? mapping.domains : []
    for (const [index, domain] of domains.entries()) {
      if (typeof domain !== 'string') continue
      claim(`domain/${domain.toLowerCase()}`, `the domain "${domain}"`, [...path, 'domains', index])
    }
  }
}
