/** Why a plan refuses: each function looks at one cause and gives all its cases. Pure. */
import type { Address } from '../address.ts'
import type { Change, FieldChange } from '../change.ts'
import { changedItems } from '../change.ts'
import type { Desired, DesiredItem, DesiredResource, Place } from '../desired.ts'
import { unreadable } from '../hidden.ts'
import type { World } from '../live.ts'
import type { Problem } from '../problem.ts'
import { needsOf, originOf, providerOf, type Resolve, sourcesOf } from '../references/index.ts'
import type { AnyFields } from '../rows/index.ts'
import type { Source } from '../source.ts'
import { termsOf } from './outputs.ts'

export const refusals = (
  desired: Desired,
  changes: readonly Change[],
  world: World,
  resolve: Resolve,
): readonly Problem[] => [
  ...namesakes(desired, world),
  ...unknownReferences(desired, world),
  ...valuelessReferences(desired, changes, world, resolve),
  ...missingSecrets(changes, resolve),
  ...changes.flatMap(replaced),
  ...changes.flatMap(refused),
  ...changes.flatMap(incomplete),
  ...changes.flatMap(partOfNothing),
  ...changes.flatMap(blueprintOnly),
  ...changes.flatMap(kept),
  ...notPruned(desired),
]

/** The rules of the file that a plan is needed to find a breach of. */
const rules: Partial<Record<Problem['code'], string>> = {
  'unknown-reference': 'unknown-reference',
  'no-such-property': 'reference-property',
}

const error = (
  code: Problem['code'],
  at: Place,
  address: Address,
  message: string,
  todo: string,
): Problem => ({
  ...(rules[code] !== undefined && { rule: rules[code] }),
  code,
  severity: 'error',
  message,
  todo,
  at,
  address,
})

/** Two live resources with one identity: which of them is meant, only their owner knows. */
const namesakes = (desired: Desired, world: World): Problem[] =>
  [...desired.resources.values()].flatMap((resource) =>
    [resource.address, ...needsOf(resource).map(({ of }) => of)].flatMap((address) => {
      const ids = world.namesakes(address)
      if (ids.length === 0) return []
      const message = `${address} is ambiguous: the workspace has ${ids.join(' and ')} under this name`
      return [
        error('ambiguous-identity', resource.at, address, message, 'Rename or delete all but one of them.'),
      ]
    }),
  )

const isThere = (of: Address, desired: Desired, world: World): boolean =>
  providerOf(desired, of) !== undefined || world.get(of) !== undefined

const unknownReferences = (desired: Desired, world: World): Problem[] =>
  [...desired.resources.values()].flatMap((resource) =>
    needsOf(resource).flatMap(({ of, at }) => {
      if (isThere(of, desired, world)) return []
      const { whole } = desired
      const isLeftOut = whole !== undefined && providerOf({ resources: whole }, of) !== undefined
      const [why, todo] = isLeftOut
        ? ['left out of this run, and not in the workspace', 'Take it along.']
        : ['neither in the file nor in the workspace', 'Correct the name, or declare it in the file.']
      const message = `${resource.address} refers to ${of}, which is ${why}`
      return [error('unknown-reference', at, resource.address, message, todo)]
    }),
  )

/** Names of variables that Render sets by itself; of most of them the API tells nobody else the value. */
const byRender = /^(RENDER$|RENDER_|PORT$|IS_PULL_REQUEST$)/

/** What is referred to is there, and has no such property or variable. */
const valuelessReferences = (
  desired: Desired,
  changes: readonly Change[],
  world: World,
  resolve: Resolve,
): Problem[] =>
  [...desired.resources.values()].flatMap((resource) =>
    sourcesOf(resource).flatMap(({ source, item }) => {
      if (source.from !== 'property' && source.from !== 'variable') return []
      if (!isThere(source.of, desired, world)) return []
      const terms = source.from === 'property' ? termsOf(source, changes, world) : undefined
      if (terms?.met ?? (isPending(source, desired, changes, world) || resolve(source).known)) return []
      const why = `${source.of} has ${missing(source)}, which ${resource.address} refers to as ${item.key}${reasonOf(source)}`
      const todo = terms ? `It has one with ${terms.shown} only.` : insteadOf(source, world)
      return [error('no-such-property', item.at, resource.address, why, todo)]
    }),
  )

type Reference = Extract<Source, { from: 'property' | 'variable' }>

const missing = (source: Reference) =>
  source.from === 'property' ? `no ${source.property}` : `no variable ${source.key}`

const reasonOf = (source: Reference): string =>
  source.from === 'variable' && byRender.test(source.key)
    ? `: what Render sets by itself is for ${source.of} only`
    : ''

const insteadOf = (source: Reference, world: World): string => {
  const live = world.get(source.of)
  const has = live && source.from === 'property' ? Object.keys(live.kind.outputs) : []
  return has.length > 0 ? `It has ${has.join(', ')}.` : 'Declare it there, or correct the reference.'
}

/** Whether the value comes to be with something that this plan makes. */
const isPending = (source: Source, desired: Desired, changes: readonly Change[], world: World): boolean => {
  if (source.from !== 'property' && source.from !== 'variable') return true
  const provider = providerOf(desired, source.of)
  if (source.from === 'property') {
    return termsOf(source, changes, world)?.met ?? (provider !== undefined && !world.get(source.of))
  }
  const { at, declared } = originOf(desired, world, source)
  // Where that leads nowhere, it is told there.
  if (declared) return true
  if (at !== undefined) return false
  const made = world.get(source.of) ? undefined : desired.resources.get(source.of)
  const given = { ...made?.defaults, ...made?.values }
  return made !== undefined && (made.kind.platformKeys?.(given).includes(source.key) ?? false)
}

/** Names that a service and a group have in common, or a variable and a secret file. */
const namesOfSeveral = (changes: readonly Change[]): ReadonlySet<string> => {
  const names = changes
    .flatMap(({ desired }) => sourcesOf(desired))
    .flatMap(({ source }) => (source.from === 'secret' ? [source.name] : []))
  return new Set(names.sort().filter((name, index, all) => name === all[index - 1]))
}

/** Secrets that are not there and that nobody gave: all of them at once. */
const missingSecrets = (changes: readonly Change[], resolve: Resolve): Problem[] => {
  const shared = namesOfSeveral(changes)
  return changes.flatMap((change) =>
    changedItems(change).flatMap(({ action, aspect, item, address, live }) => {
      const fields: AnyFields = change.kind.aspects[aspect]?.fields ?? {}
      return Object.entries(item.values).flatMap(([name, value]) => {
        const source = value as Source
        if (source?.from !== 'secret' || resolve(source).known) return []
        const row = fields[name]
        const sentAgain = action === 'update' && row?.read(live) === unreadable
        if (action !== 'create' && !sentAgain && !source.rotate) return []
        const message = `${address} has no value: ${whyNeeded(sentAgain, action === 'update')}`
        const exact = shared.has(source.name) ? source.address : source.name
        const todo = `Give it as ${exact}=… in a file for --secrets.`
        return [error('missing-secret', item.at, address, message, todo)]
      })
    }),
  )
}

const whyNeeded = (sentAgain: boolean, isThere: boolean): string => {
  if (sentAgain) return 'the API takes it again with every change, and never tells it'
  return isThere
    ? 'it is to be written again, and nobody gave a new one'
    : 'it is a secret (sync: false), and the workspace has none yet'
}

const spelled = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))
const inWords = ({ field, before, after }: FieldChange) =>
  `${field} from ${spelled(before)} to ${spelled(after)}`

const placeOf = ({ at, places }: DesiredResource | DesiredItem, change?: FieldChange): Place =>
  (change && places[change.field]) ?? at

const replaced = (change: Change): Problem[] => {
  if (change.action !== 'replace' || !change.live) return []
  const { live, desired, address } = change
  const isOfKind = live.kind === change.kind
  const fields = isOfKind ? change.fields.filter(({ onChange }) => onChange === 'replace') : []
  const cause = isOfKind
    ? `the API cannot change ${fields.map(inWords).join(', ')}`
    : `it is a ${live.kind.title}, and the file wants a ${change.kind.title}`
  const message = `${address} would have to be deleted and created anew: ${cause}`
  const todo = 'Put the live value into the file, or use another name.'
  return [error('replace-refused', placeOf(desired, fields[0]), address, message, todo)]
}

const refused = (change: Change): Problem[] => {
  const ofItems = changedItems(change).flatMap(({ fields, item, address }) =>
    fields.map((field) => ({ field, at: placeOf(item, field), address })),
  )
  const { desired, address } = change
  const ofFields = change.fields.map((field) => ({ field, at: placeOf(desired, field), address }))
  return [...ofFields, ...ofItems].flatMap(({ field, at, address }) => {
    if (typeof field.onChange !== 'object' || !('refuse' in field.onChange)) return []
    const message = `${address} cannot change ${inWords(field)}: ${field.onChange.refuse}`
    return [error('change-refused', at, address, message, 'Put the live value into the file.')]
  })
}

/** What a resource cannot be without: a service, its source. */
const incomplete = ({ action, kind, desired, address, live }: Change): Problem[] => {
  if (desired.untouched?.fields || (action !== 'create' && action !== 'update')) return []
  const { needed, fields } = kind
  const given = { ...desired.defaults, ...desired.values }
  const there = (row: string) => live && (fields as AnyFields)[row]?.read(live.record)
  return (needed?.(desired.values) ?? [])
    .filter((row) => given[row] === undefined && there(row) === undefined)
    .map((row) => {
      const message = `${address} cannot be ${action}d without ${row}`
      return error(
        'missing-field',
        desired.at,
        address,
        message,
        `Give it in the file${row === 'repo' ? ', or with --repo URL' : ''}.`,
      )
    })
}

/** Nothing can be made of a few of its items. */
const partOfNothing = ({ action, desired, address }: Change): Problem[] =>
  action === 'create' && desired.untouched?.fields
    ? [
        error(
          'part-of-nothing',
          desired.at,
          address,
          `${address} is not in the workspace yet, so no part of it can be a target`,
          `Target all of it: ${address}.`,
        ),
      ]
    : []

/** What is asked for and not done yet is said, so that nobody relies on it. */
const notPruned = ({ prune }: Desired): Problem[] => {
  if (!prune) return []
  const where =
    prune.scope === 'workspace' ? 'the whole workspace' : 'the projects and environments of the file'
  const message = `the file asks to prune ${prune.what.join(', ')} in ${where}: nothing is deleted yet`
  return [{ code: 'not-pruned', severity: 'note', message }]
}

const blueprintOnly = ({ action, fields, desired, address }: Change): Problem[] =>
  action === 'create'
    ? []
    : fields
        .filter(({ onChange }) => onChange === 'blueprint-only')
        .map((field) => ({
          code: 'blueprint-only',
          rule: 'blueprint-only',
          severity: 'note',
          message: `${address}: ${inWords(field)} is set by Render's Blueprint sync only`,
          at: placeOf(desired, field),
          address,
        }))

const kept = ({ fields, desired, address }: Change): Problem[] =>
  fields.flatMap((change) => {
    const { field, before, after, onChange } = change
    if (typeof onChange !== 'object' || !('keep' in onChange)) return []
    const message = `${address} keeps ${field} ${spelled(before)} where the file has ${spelled(after)}: ${onChange.keep}`
    return [{ code: 'kept-value', severity: 'note', message, at: placeOf(desired, change), address }]
  })
