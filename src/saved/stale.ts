/** Says what has moved since a plan was saved, resource by resource. Never a hidden value. Pure. */
import { type Address, readable } from '../address.ts'
import { type Change, type FieldChange, fieldsOf, isDeclaredItem, itemsOf } from '../change.ts'
import { deploysAt } from '../live.ts'
import { type Digests, deeds, type Plan } from '../plan/index.ts'
import { type Problem, problem } from '../problem.ts'

interface Saved {
  readonly says: Digests
}

/** One problem for each resource that has units in a third state. */
export const staleProblems = (
  units: readonly string[],
  plan: Plan,
  saved: Saved,
  says: Digests,
): readonly Problem[] => {
  const changes = new Map(plan.changes.map((change) => [change.address, change]))
  const byResource = new Map<Address, string[]>()
  for (const unit of units) {
    const of = resourceOf(unit, changes)
    byResource.set(of, [...(byResource.get(of) ?? []), phrase(unit, of, changes.get(of), saved.says, says)])
  }
  return [...byResource].map(([address, phrases]) => {
    const message = `${readable(address)} is neither as the plan found it nor as the plan makes it: ${listed(phrases)}`
    return problem('stale-plan', message, todo, { address })
  })
}

const todo = 'Plan again. What it was, render-sync show tells.'

/** Of a resource that a prefix names: `environment/shop/production` has two names. */
const resourceOf = (unit: string, changes: ReadonlyMap<Address, unknown>): Address => {
  const [address = ''] = unit.split('#')
  const steps = address.split('/')
  const known = steps
    .map((_, index) => steps.slice(0, index + 1).join('/'))
    .findLast((one) => changes.has(one))
  return known ?? steps.slice(0, steps[0] === 'environment' ? 3 : 2).join('/')
}

const most = 5

const listed = (phrases: readonly string[]): string =>
  phrases.length > most
    ? `${phrases.slice(0, most).join('; ')}; and ${phrases.length - most} more`
    : phrases.join('; ')

const phrase = (
  unit: string,
  resource: Address,
  change: Change | undefined,
  saved: Digests,
  now: Digests,
): string => {
  if (unit === deploysAt(resource)) return 'it would be deployed, which the plan does not say'
  const below = readable(unit.slice(resource.length + 1).replace('#', '/'))
  const it = below === '' ? 'it' : below.replace(/\/value$/, '')
  if (!unit.includes('#')) return whole(it, saved[unit], now[unit])
  const field = change && fieldAt(change, unit)
  if (!field || field.secret) return `${it} is another one`
  return field.before === undefined ? `${it} is not set` : `${it} is ${short(field.before)}`
}

const whole = (it: string, saved: string | undefined, now: string | undefined): string => {
  // What is said of it is the same; what it was when that was said is not.
  if (now !== undefined && now === saved) return `${it} has changed, or is another one`
  switch (now) {
    case deeds.create:
      return `${it} is not there any more`
    case deeds.replace:
      return `${it} would have to be replaced`
    case deeds.delete:
      return `${it} would be deleted, which the plan does not say`
    default:
      return `${it} is another one under the same name`
  }
}

const fieldAt = (change: Change, unit: string): FieldChange | undefined => {
  const [address, row] = unit.split('#')
  const item = itemsOf(change).find((one) => one.address === address)
  const fields = item ? (isDeclaredItem(item) ? item.fields : []) : fieldsOf(change)
  return fields.find(({ field }) => field === row)
}

const longest = 100

const short = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
