/** Resources that have to be deleted and created anew: whether they may be, and what is lost with them. Pure. */
import { type Address, readable, within } from '../../address.ts'
import type { Change, FieldChange, Replace } from '../../change.ts'
import type { Desired } from '../../desired.ts'
import type { Live } from '../../live.ts'
import { type Problem, problem } from '../../problem.ts'
import type { AnyAspect } from '../../rows/index.ts'
import type { Confirmations } from './confirmations.ts'
import { usesAmong } from './uses.ts'

interface Plan {
  readonly desired: Desired
  readonly known: Live
  readonly changes: readonly Change[]
}

/** A refusal of each that nobody allowed, a warning of each other. */
export const replaceProblems = (plan: Plan, given: Confirmations): readonly Problem[] => {
  const isAllowed = allowedBy(given)
  return plan.changes.flatMap((change) => {
    if (change.action !== 'replace') return []
    const { address, desired, because } = change
    const [cause, row] =
      'kind' in because
        ? [`it is a ${because.kind.title}, and the file wants a ${change.kind.title}`, undefined]
        : [`the API cannot change ${because.fields.map(inWords).join(', ')}`, because.fields[0]?.field]
    const at = (row !== undefined && desired.positions[row]) || desired.at
    const lost = lossesOf(change, plan).join('; ')
    if (isAllowed(change)) {
      const message = `${readable(address)} is deleted and created anew: ${cause}`
      return [problem('replaces', message, `It loses ${lost}.`, { at, address })]
    }
    const message = `${readable(address)} would have to be deleted and created anew: ${cause}`
    const todo = `Put the live value into the file, use another name, or allow it with --allow-replace ${address}. It would lose ${lost}.`
    return [problem('replace-refused', message, todo, { at, address })]
  })
}

/** Whether somebody has said that a resource may be replaced: patterns do not count. */
export const allowedBy = ({ allowReplace = [] }: Confirmations) => {
  const allowed = new Set(allowReplace.map(readable))
  return ({ address }: Pick<Change, 'address'>): boolean => allowed.has(readable(address))
}

const spelled = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))
export const inWords = ({ field, before, after }: FieldChange) =>
  `${field} from ${spelled(before)} to ${spelled(after)}`

const lossesOf = (change: Replace, { desired, known, changes }: Plan): readonly string[] => {
  const { live } = change
  const { kind, record } = live
  const url = kind.platformVariables?.(record).RENDER_EXTERNAL_URL ?? kind.outputs.host?.value(record, {})
  const items = itemsLost(change, desired.prune?.kinds ?? [])
  const keep = usersElsewhere(change, known, changes)
  return [
    ...(kind.holdsData(record) ? ['all its data'] : []),
    ...(kind.connection ? ['its host, its password and its connection strings'] : []),
    ...(kind.connection || url === undefined ? [] : [`its address ${url}, unless Render gives that again`]),
    'its id and its history: deploys, logs, metrics, backups',
    ...(items.length > 0 ? [items.map(readable).join(', ')] : []),
    ...(keep.length > 0
      ? [`what is not in the file and refers to it: ${keep.map(readable).join(', ')}`]
      : []),
  ]
}

/** Items that the new one does not get: of parts that its kind has not, or that are pruned, all that no file names. */
const itemsLost = ({ kind, live, desired }: Replace, pruned: readonly string[]): readonly Address[] =>
  Object.entries<AnyAspect>(live.kind.aspects).flatMap(([name, aspect]) => {
    if (!aspect.removable || (kind.aspects[name] === aspect && !pruned.includes(name))) return []
    const made = new Set(desired.parts[name]?.map(({ key }) => key))
    return [...(live.parts.get(name)?.keys() ?? [])].flatMap((key) =>
      made.has(key) ? [] : [within(live.address, aspect.part, key)],
    )
  })

/** Who refers to it, and is not written anew by this plan. */
const usersElsewhere = ({ live }: Replace, known: Live, changes: readonly Change[]) => {
  const uses = usesAmong([live], known)
  const ours = new Set(changes.map(({ address }) => address))
  return known
    .all()
    .filter((user) => !ours.has(user.address) && uses.before(user).length > 0)
    .map(({ address }) => address)
}
