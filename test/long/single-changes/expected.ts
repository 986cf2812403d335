/** What a plan has to say of a change, and of what follows from it. */
import { type Address, address as addressOf, within } from '../../../src/address.ts'
import type { DesiredResource, Plan, Source } from '../../../src/index.ts'
import { sourcesOf } from '../../../src/references/needs.ts'
import { isPlanned, type OnChange } from '../../../src/rows/field.ts'
import { lines } from '../../support/workspace.ts'
import type { SettledFile, SingleChange } from './change.ts'

/** A resource's line, and those below it, whose order says nothing. */
const block = (head: string, below: readonly string[]): string => [head, ...below.toSorted()].join('\n  ')

/** The resources that a plan changes, each with all that it says of it. */
export const blocksOf = (plan: Plan): readonly string[] =>
  plan.changes
    .map((change) => lines({ ...plan, changes: [change] }))
    .flatMap(([head, ...below]) =>
      head === undefined
        ? []
        : [
            block(
              head,
              below.map((line) => line.trim()),
            ),
          ],
    )
    .toSorted()

/** The rows that make a resource be replaced; all of its items are made anew, and others follow. */
export const rowsOfReplaced = (plan: Plan, address: Address): readonly string[] => {
  const changes = plan.changes.filter((change) => change.address === address)
  const [head = '', ...below] = lines({ ...plan, changes }).map((line) => line.trim())
  return [
    block(
      head,
      below.filter((line) => !line.startsWith('create ')),
    ),
  ]
}

export const expectedBlocks = (
  { address, effect, lines: named }: Pick<SingleChange, 'address' | 'effect' | 'lines'>,
  file: SettledFile,
): readonly string[] => {
  if (!isPlanned(effect) || named.length === 0) return []
  const action = effect === 'replace' ? 'replace' : 'update'
  const head = `${action} ${address}${effect === 'deploy' ? ' (deploys)' : ''}`
  return [block(head, named), ...linked(address, effect, file), ...followers(named, file)].toSorted()
}

/** A service gets what has changed in its groups, and in the credential that it pulls with, with a deploy only. */
const linked = (address: string, effect: OnChange, { desired }: SettledFile): readonly string[] => {
  const isLinked = (resource: DesiredResource) => usedBy(resource).includes(address)
  if (effect !== 'deploy') return []
  return [...desired.resources.values()].filter(isLinked).map((one) => `update ${one.address} (deploys)`)
}

const usedBy = ({ kind, values, parts }: DesiredResource): readonly string[] => [
  ...(parts.groupLinks ?? []).map(({ key }) => addressOf('group', key)),
  ...Object.entries(values).flatMap(([row, value]) => {
    const prefix = kind.fields[row]?.codec.refersTo
    return prefix === undefined ? [] : [addressOf(prefix, String(value))]
  }),
]

/** Variables that take their values from one that changes, over however many services. */
const followers = (named: readonly string[], { desired }: SettledFile): readonly string[] => {
  const changed = new Set(named.map((line) => line.replace(/^update /, '')))
  const all = [...desired.resources.values()].flatMap(({ address, parts }) =>
    (parts.envVars ?? []).map(({ key, values }) => ({
      address,
      item: within(address, 'env', key),
      source: values.value as Source,
    })),
  )
  const found = new Set<(typeof all)[number]>()
  const follows = ({ item, source }: (typeof all)[number]) =>
    source.from === 'variable' && changed.has(within(source.of, 'env', source.key)) && !changed.has(item)
  for (let next = all.filter(follows); next.length > 0; next = all.filter(follows)) {
    for (const one of next) {
      found.add(one)
      changed.add(one.item)
    }
  }
  const addresses = new Set([...found].map(({ address }) => address))
  return [...addresses].map((address) => {
    const own = [...found].filter((one) => one.address === address)
    return block(
      `update ${address} (deploys)`,
      own.map(({ item }) => `update ${item}`),
    )
  })
}

/** The codes of the errors that a plan refuses a change with. */
export const expectedErrors = (change: SingleChange, file: SettledFile): readonly string[] => {
  const { effect } = change
  if (effect === 'replace') return ['replace-refused']
  if (typeof effect === 'object' && 'refuse' in effect) return ['change-refused']
  return orphans(change, file).map(() => 'reference-property')
}

/** References to a property that a resource has no more once one of its rows has changed. */
const orphans = ({ address, lines: [row = ''] }: SingleChange, { desired }: SettledFile) =>
  [...desired.resources.values()]
    .flatMap((resource) => sourcesOf(resource))
    .filter(({ source }) => {
      if (source.from !== 'property' || source.of !== address) return false
      const kind = desired.resources.get(address)?.kind
      return kind !== undefined && kind.outputs[source.property]?.given?.[row] !== undefined
    })
