import { address } from '../../address.ts'
import { isPrivateAddress } from '../../source.ts'
import type { Entry } from '../form/index.ts'
import { inner, items, type Resources, type Rule, referredBy } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const otherRegion: Rule = {
  doc: 'A private address of a database, a store or a service in another region than the service that uses it.',
  check: ({ entry, mapping, resources, say }) => {
    const own = regionOf(entry)
    if (own === undefined) return
    for (const [item, index] of items(mapping, 'envVars')) {
      for (const key of ['fromDatabase', 'fromService']) {
        const target = privateTarget(key, inner(item, key), resources)
        const there = target && regionOf(target)
        if (!target || there === undefined || there === own) continue
        const name = quoted(target.names.at(-1))
        const message = `the ${target.kind.title} ${name} is in ${there}, and this service in ${own}: a private address does not reach across`
        say(['envVars', index, key], message, { todo: 'Put both in one region.' })
      }
    }
  },
}

const privateTarget = (
  key: string,
  reference: Readonly<Record<string, unknown>> | undefined,
  resources: Resources,
): Entry | undefined => {
  if (!reference || !isPrivateAddress(String(reference.property))) return undefined
  return key === 'fromDatabase'
    ? resources.at(address('database', String(reference.name)))
    : referredBy(reference, resources)
}

/** Undefined: the file does not say it, and the plan knows better. */
const regionOf = ({ kind, mapping: { region } }: Entry): string | undefined =>
  kind.fields.region && region !== undefined ? String(region) : undefined
