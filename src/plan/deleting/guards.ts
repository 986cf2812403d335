/** Why a plan that deletes is refused: what it would destroy, and how much of it. Each is printed with the whole plan. Pure. */
import { type Address, readable } from '../../address.ts'
import { type Change, destroysData, isDeclared } from '../../change.ts'
import type { Desired, Prune } from '../../desired.ts'
import { allKinds, prunableLists } from '../../kinds/index.ts'
import type { Live } from '../../live.ts'
import { type Problem, problem } from '../../problem.ts'
import { placesOf, variableParts } from '../../references/index.ts'
import type { Confirmations } from './confirmations.ts'
import type { InUse, Pruned } from './prune.ts'
import { allowedBy } from './replaced.ts'
import { declaresPlaces } from './scope.ts'

/** What guards look at. `changes`: all of them, with the deletions. */
export interface Guarded {
  readonly desired: Desired
  readonly known: Live
  readonly changes: readonly Change[]
  readonly pruned: Pruned
}

export const guards = (planned: Guarded, given: Confirmations): readonly Problem[] => {
  // A replacement that nobody allowed is refused as such.
  const isAllowed = allowedBy(given)
  const changes = planned.changes.filter((change) => change.action !== 'replace' || isAllowed(change))
  return [...always(planned), ...unlessConfirmed({ ...planned, changes }, given)]
}

const always = (guarded: Guarded): readonly Problem[] => [
  ...(guarded.desired.prune ? withoutScope(guarded.desired, guarded.desired.prune, 'to prune') : []),
  ...protectedOnes(guarded),
  ...notEmpty(guarded),
  ...unseenInside(guarded),
  ...unseenUsers(guarded),
  ...guarded.pruned.kept.map(guarded.desired.destroys ? inTheWay : stillUsed),
]

const unlessConfirmed = (guarded: Guarded, given: Confirmations): readonly Problem[] => [
  ...(given.confirmDestructive ? [] : guarded.changes.filter(destroysData).map(destroys)),
  ...tooMany(guarded, given),
]

const listed = (addresses: readonly Address[]): string => addresses.map(readable).join(', ')

/** `asks`: what is asked for, in words. */
export const withoutScope = (desired: Desired, { kinds, scope }: Prune, asks: string): readonly Problem[] => {
  const lists = kinds.filter((kind) => prunableLists.includes(kind))
  if (lists.length === 0 || scope || declaresPlaces(desired)) return []
  const message = `the file asks ${asks} ${lists.join(', ')}; it declares no project, and does not say where`
  const todo =
    'Say it with --prune-scope or "x-render-sync.prune.scope": declared (the projects and environments of the file), ungrouped (also what is in no environment) or workspace (everything).'
  return [problem('prune-scope', message, todo)]
}

/** What is lost with a change, in words. */
const lossOf = (change: Change): string => {
  if (change.action === 'delete' || change.action === 'replace') {
    const { live } = change
    return change.action === 'delete' && holds(live.kind.prefix)
      ? 'all that is in it'
      : `all data of the ${live.kind.title}`
  }
  const fields = change.fields.flatMap(({ onChange }) =>
    typeof onChange === 'object' && 'destroys' in onChange ? [onChange.destroys] : [],
  )
  const items = change.items.flatMap((item) =>
    item.action === 'delete' && item.destroysData ? [`all data of ${readable(item.address)}`] : [],
  )
  return [...fields, ...items].join(' and ')
}

/** Whether others stand in resources with these addresses. */
const holds = (prefix: string): boolean =>
  allKinds.some(
    ({ parent, aspects }) =>
      parent?.prefix === prefix ||
      Object.values(aspects).some(({ namedBy, holder }) => holder && namedBy === prefix),
  )

const destroys = (change: Change): Problem =>
  problem(
    'destroys-data',
    `${readable(change.address)}: this would destroy ${lossOf(change)}`,
    'If that is meant, confirm it with --confirm-destructive.',
    { address: change.address },
  )

/** Nothing that is asked for deletes these, or what they hold. */
const protectedOnes = ({ desired, known, changes }: Guarded): readonly Problem[] => {
  const { resources, whole = resources } = desired
  const going = new Map(
    changes.filter(({ action }) => action === 'delete').map((change) => [change.address, change]),
  )
  return [...whole.values()].flatMap((resource) => {
    if (!resource.protected) return []
    const { address, at } = resource
    const change = changes.find((one) => one.address === address)
    const live = known.get(address)
    const holder = live && placesOf(live, known).find((place) => going.has(place))
    const what =
      change?.action === 'delete'
        ? 'would be deleted'
        : change?.action === 'replace'
          ? 'would be deleted and created anew'
          : holder !== undefined
            ? `would be deleted with ${readable(holder)}`
            : change && destroysData(change)
              ? `would lose ${lossOf(change)}`
              : undefined
    if (what === undefined) return []
    const todo = 'No flag allows that: take "protected" out of the file first.'
    return [problem('protected', `${readable(address)} is protected, and ${what}`, todo, { at, address })]
  })
}

/** What stands in what goes, and would go with it unasked. */
const notEmpty = ({ pruned, known, changes }: Guarded): readonly Problem[] => {
  const going = new Set(changes.filter(({ action }) => action === 'delete').map(({ address }) => address))
  const strangers = known.strangers().flatMap(({ address, inside }): readonly InUse[] => {
    const place = inside === undefined ? undefined : known.addressOf(inside)
    const holder = place === undefined ? undefined : known.get(place)
    const places = holder ? [holder.address, ...placesOf(holder, known)] : []
    return places.filter((one) => going.has(one)).map((of) => ({ of, by: [address] }))
  })
  return [...pruned.notEmpty, ...strangers].map(({ of, by }) =>
    problem(
      'not-empty',
      `${readable(of)} is not empty: ${listed(by)} ${by.length === 1 ? 'is' : 'are'} in it, and would be deleted with it`,
      'Move or delete what is in it first, or leave it.',
      { address: of },
    ),
  )
}

/** What nobody could see may stand in what goes. */
const unseenInside = ({ known, changes }: Guarded): readonly Problem[] => {
  const going = changes.filter(({ action, kind }) => action === 'delete' && holds(kind.prefix))
  const prefixes = new Set(
    allKinds.flatMap(({ prefix, aspects }) =>
      Object.values(aspects).some(({ holder }) => holder) ? [prefix] : [],
    ),
  )
  const [missed] = [...prefixes].flatMap((prefix) => known.unlisted(prefix) ?? [])
  if (!missed) return []
  return going.map(({ address }) =>
    problem(
      'not-empty',
      `${readable(address)} may not be empty: not all that could be in it was observed (${missed.where} answered 403)`,
      `Use a key that may read ${missed.area}.`,
      { address },
    ),
  )
}

/** What nobody could see may refer to what goes. */
const unseenUsers = ({ known, changes }: Guarded): readonly Problem[] => {
  const going = changes.filter(({ action }) => action === 'delete')
  const gone = new Set(going.map(({ address }) => address))
  const staying = known.all().filter(({ address }) => !gone.has(address))
  const [missed] = staying.flatMap((live) =>
    variableParts(live.kind).flatMap((part) => known.unseenPart(live, part) ?? []),
  )
  if (!missed) return []
  return going
    .filter(({ kind }) => Object.keys(kind.outputs).length > 0)
    .map(({ address }) =>
      problem(
        'unobserved-area',
        `${readable(address)} would be deleted, and not all that may refer to it was observed (${missed.where} answered 403)`,
        `Use a key that may read ${missed.area}.`,
        { address },
      ),
    )
}

const mostPercent = 30
const fewest = 10

/** More than somebody who made a mistake would want to lose. */
const tooMany = ({ desired, known, changes }: Guarded, { maxDeletes }: Confirmations): readonly Problem[] => {
  const deletes = changes.filter(({ action }) => action === 'delete' || action === 'replace').length
  if (deletes === 0) return []
  const managed = changes.filter((change) => !isDeclared(change) || known.get(change.address)).length
  const percent = (deletes / managed) * 100
  const figures = `${deletes} of ${managed} managed resources`
  const { resources, whole = resources } = desired
  const refused = (message: string): readonly Problem[] => [
    problem(
      'too-many-deletes',
      message,
      `If that is meant, allow it with --max-deletes ${deletes} or --max-deletes ${Math.ceil(percent)}%.`,
    ),
  ]
  if (maxDeletes !== undefined) {
    const isWithin =
      typeof maxDeletes === 'number' ? deletes <= maxDeletes : percent <= Number.parseFloat(maxDeletes)
    return isWithin ? [] : refused(`this would delete ${figures}, and --max-deletes allows ${maxDeletes}`)
  }
  if (whole.size === 0)
    return refused(`the file declares nothing, so this would delete everything: ${figures}`)
  if (managed >= fewest && percent > mostPercent)
    return refused(`this would delete ${figures}: more than ${mostPercent}%`)
  return []
}

const stillUsed = ({ of, by }: InUse): Problem =>
  problem(
    'still-used',
    `${readable(of)} is in no file, and is not deleted: ${listed(by)} ${by.length === 1 ? 'refers' : 'refer'} to it`,
    'Take the reference away, or delete both.',
    { address: of },
  )

/** Who destroys a file means all of it: half of that is worth a question. */
const inTheWay = ({ of, by }: InUse): Problem =>
  problem(
    'in-use',
    `${readable(of)} is not deleted: ${listed(by)} ${by.length === 1 ? 'refers' : 'refer'} to it, and ${by.length === 1 ? 'stays' : 'stay'}`,
    `Leave it out with --exclude ${of}, or take the reference away.`,
    { address: of },
  )
