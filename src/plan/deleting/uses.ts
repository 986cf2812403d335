/** Who refers to what is deleted: now, and once a plan is carried out. Pure. */
import { type Address, address } from '../../address.ts'
import { type DeclaredChange, isDeclaredItem, liveOf } from '../../change.ts'
import type { Live, LiveResource } from '../../live.ts'
import { leadsTo, needsOf, type Use, usesOf, valuesIn } from '../../references/index.ts'
import type { AnyFields } from '../../rows/index.ts'

/** One of those that are asked about. `inside`: the one who refers to it stands in it. */
export interface Referred {
  readonly of: Address
  readonly inside: boolean
}

export interface Uses {
  readonly before: (live: LiveResource) => readonly Referred[]
  readonly after: (change: DeclaredChange) => readonly Referred[]
}

/** `targets`: those that it is asked of, each under its own address and those of what comes with it. */
export const usesAmong = (targets: readonly LiveResource[], known: Live): Uses => {
  const owners = new Map(
    targets.flatMap((target) => providedBy(target).map((name) => [name, target.address] as const)),
  )
  const signs = [...owners].flatMap(([name, of]) => {
    const provider = known.get(name)
    return provider ? [{ of, leads: leadsTo(provider) }] : []
  })
  const named = (uses: readonly Use[]): readonly Referred[] =>
    uses.flatMap((use) => {
      const of = owners.get(use.of)
      return of === undefined ? [] : [{ of, inside: 'inside' in use }]
    })
  const ledTo = (values: readonly unknown[]): readonly Referred[] =>
    values.flatMap((value) => signs.flatMap(({ of, leads }) => (leads(value) ? [{ of, inside: false }] : [])))
  return {
    before: (live) => [
      ...named(usesOf(live, known)),
      ...ledTo(valuesIn(live).flatMap(({ values }) => values)),
    ],
    after: (change) => {
      const { desired, items } = change
      const live = change.action === 'replace' ? undefined : liveOf(change)
      const keeps = keptBy(change)
      const needed = needsOf(desired, live).flatMap(({ of }) => owners.get(of) ?? [])
      return [
        ...needed.map((of) => ({ of, inside: false })),
        ...(live ? named(usesOf(live, known).filter(keeps)) : []),
        ...(live ? ledTo(valuesIn(live).flatMap((item) => (keeps(item) ? item.values : []))) : []),
        ...ledTo(items.filter(isDeclaredItem).flatMap(({ fields }) => fields.map((field) => field.desired))),
      ]
    },
  }
}

/** Its own address, and those of what others may refer to besides. */
const providedBy = ({ kind, address: own, record }: LiveResource): readonly Address[] => {
  const rows = Object.entries<AnyFields[string]>(kind.fields).map(([name, { read }]) => [name, read(record)])
  const names = kind.alsoProvides?.(Object.fromEntries(rows)) ?? []
  return [own, ...names.map((name) => address(kind.prefix, name))]
}

/** What of a live resource is the same once its change is carried out. */
const keptBy = ({ kind, fields, items }: DeclaredChange) => {
  const changed = items.filter(({ action }) => action === 'update' || action === 'delete')
  const written = new Set(fields.map(({ field }) => field))
  const rewritten = new Set(changed.map(({ aspect, key }) => `${aspect} ${key}`))
  const isMoved = changed.some(({ aspect }) => kind.aspects[aspect]?.holder)
  return (part: Use | { readonly aspect: string; readonly key: string }): boolean => {
    if ('field' in part) return !written.has(part.field)
    if ('aspect' in part) return !rewritten.has(`${part.aspect} ${part.key}`)
    return !isMoved
  }
}
