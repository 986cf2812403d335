/** What becomes of each secret, once it is known what is live and what was given. Pure. */
import { readable } from '../../address.ts'
import type { Desired } from '../../desired.ts'
import { Hidden } from '../../hidden.ts'
import type { Live } from '../../live.ts'
import { type Problem, problem } from '../../problem.ts'
import { givenFor, leftAlone, nameAmong, type Secrets } from '../../references/index.ts'
import type { SecretSource } from '../../source.ts'
import { withoutFollowers } from './followers.ts'
import { type Secret, secretsIn, withReplaced } from './found.ts'
import { differing, unset, unused } from './notes.ts'

interface Settled {
  readonly desired: Desired
  readonly problems: readonly Problem[]
}

/** A secret with what is known of it. `live`: what the workspace has, absent where it has none or that may not be seen. */
interface Known extends Secret {
  readonly given: string | undefined
  readonly live?: Hidden
  /** Whether it is certain that the workspace has none. */
  readonly isAbsent: boolean
  /** Whether this run has nothing to do with it. */
  readonly isLeft: boolean
  /** Whether its value will be given, and nobody knows it yet. */
  readonly isLater: boolean
}

/**
 * The same wishes without the optional secrets that nobody has set and what takes their values, and with those marked to be written again that are
 * given. Says which are unset, which of the given ones differ from the live ones, and which nothing uses. `later`: those that are not given
 * will be, when the plan is applied.
 */
export const settle = (desired: Desired, known: Live, secrets: Secrets, later = false): Settled => {
  const all = secretsIn(desired).map((secret) => knownOf(secret, known, secrets, later))
  const name = nameAmong(all.map(({ source }) => source))
  const nameOf = ({ source }: Secret) => name(source)
  const dropped = all.filter(isUnset)
  const settled = withReplaced(desired, new Map(all.flatMap(replacement)))
  const followed = withoutFollowers(
    settled,
    known,
    dropped.map(({ source }) => source.address),
  )
  // What was taken out stands in the file all the same.
  const { resources, whole = resources } = desired
  return {
    desired: dropped.length === 0 ? settled : { ...followed.desired, whole },
    problems: [
      ...notGiven(all, nameOf),
      ...unset(dropped.map(nameOf), followed.names),
      ...differing(all.filter(isDifferent).map(nameOf)),
      ...unused(desired, secrets),
    ],
  }
}

const knownOf = (secret: Secret, known: Live, secrets: Secrets, later: boolean): Known => {
  const { resource, aspect, item, row, source } = secret
  const live = known.ofKind(resource)
  const rows = resource.kind.aspects[aspect]
  const items = live?.parts.get(aspect)
  const found = items?.get(item.key)
  const given = givenFor(secrets, source)
  return {
    ...secret,
    given,
    isLater: later && given === undefined,
    ...(found !== undefined && { live: rows?.fields[row]?.read(found) as Hidden }),
    isAbsent: live ? items?.has(item.key) === false : !known.unlisted(resource.address),
    isLeft: leftAlone(resource, live).item(rows?.part ?? aspect, item.key) !== undefined,
  }
}

/** What is all there is of its kind, a login, cannot be left out. */
const isUnset = ({ source, item, given, isAbsent, isLeft, isLater }: Known): boolean =>
  source.optional === true && item.key !== '' && given === undefined && isAbsent && !isLeft && !isLater

const isDifferent = ({ source, given, live, isLeft }: Known): boolean =>
  given !== undefined && live?.known === true && !source.rotate && !isLeft && !live.equals(new Hidden(given))

/** What is given is sure to be there, and what is not cannot be written again. */
const replacement = (secret: Known): readonly (readonly [SecretSource, SecretSource | undefined])[] => {
  const { source, given, isLater } = secret
  if (isLater) return [[source, { ...source, later: true }]]
  if (isUnset(secret)) return [[source, undefined]]
  const { optional, rotate, ...plain } = source
  if (given !== undefined) return optional ? [[source, { ...plain, ...(rotate && { rotate }) }]] : []
  return rotate ? [[source, { ...plain, ...(optional && { optional }) }]] : []
}

/** Patterns of secrets to be written, none of which was given. */
const notGiven = (all: readonly Known[], nameOf: (secret: Secret) => string): readonly Problem[] => {
  const patterns = new Set(all.flatMap(({ source }) => source.rotate ?? []))
  return [...patterns].flatMap((pattern) => {
    const meant = all.filter(({ source }) => source.rotate?.includes(pattern))
    const [first, ...more] = meant
    // One that is new is missed anyway.
    if (!first || meant.some(({ given, isAbsent, isLater }) => given !== undefined || isAbsent || isLater))
      return []
    const { address } = first.source
    const message =
      more.length === 0
        ? `${readable(address)} has no value: it is to be written again, and nobody gave a new one`
        : `${pattern} means ${meant.length} secrets to be written again, and nobody gave a new one`
    const todo = `Give it as ${nameOf(first)}=… in a file for --secrets.`
    return [problem('missing-secret', message, todo, { at: first.item.at, address })]
  })
}
