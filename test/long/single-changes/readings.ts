/** What is read of a workspace, row by row: to see that nothing changes but what a plan names. */
import { within } from '../../../src/address.ts'
import { Hidden } from '../../../src/hidden.ts'
import { type Change, fieldsOf, itemsOf, type Live, type Planned } from '../../../src/index.ts'
import type { AnyFields } from '../../../src/rows/field.ts'

/** What a destination is made of, which is read beside it. */
const partsOfDestination = ['address', 'path']

/** By address and row: `service/api plan`, `service/api/disk sizeGB`. */
const readings = (known: Live): ReadonlyMap<string, string> => {
  const all = new Map<string, string>()
  const add = (holder: string, fields: AnyFields, live: unknown) => {
    for (const [row, { read }] of Object.entries(fields)) {
      if ('destination' in fields && partsOfDestination.includes(row)) continue
      const value: unknown = read(live)
      all.set(
        `${holder} ${row}`,
        value instanceof Hidden ? value.digest('') : (JSON.stringify(value) ?? 'none'),
      )
    }
  }
  for (const { kind, address, record, parts } of known.all()) {
    const { fields, aspects, derived } = kind
    if (derived?.(record)) continue
    add(address, fields, record)
    for (const [name, items] of parts) {
      const aspect = aspects[name]
      if (!aspect) continue
      for (const [key, item] of items) add(within(address, aspect.part, key), aspect.fields, item)
    }
  }
  return all
}

/** What a plan names, in the words of readings; of an item that is created the beginning. */
const namedBy = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap((change) => [
    ...fieldsOf(change).map(({ field }) => `${change.address} ${field}`),
    ...itemsOf(change).flatMap((item) =>
      item.action === 'create' || item.action === 'delete'
        ? [`${item.address} `]
        : item.fields.map(({ field }) => `${item.address} ${field}`),
    ),
  ])

/** What has become different and was not named by the plan. */
export const unnamed = (before: Planned, after: Planned, also: string | undefined): readonly string[] => {
  const [was, is] = [readings(before.known), readings(after.known)]
  const names = namedBy(before.plan.changes)
  return [...new Set([...was.keys(), ...is.keys()])].filter(
    (key) =>
      was.get(key) !== is.get(key) &&
      key !== also &&
      !names.some((name) => key === name || (name.endsWith(' ') && key.startsWith(name))),
  )
}
