/** Which values a pulled file has as they are: those that were asked for, and those that it had before. Pure. */
import { type Address, isSound, matches, means, within } from '../address.ts'
import type { Desired, DesiredResource } from '../desired.ts'
import { saysSecret, secretIn } from '../file/index.ts'
import type { Hidden } from '../hidden.ts'
import type { Live, LiveResource } from '../live.ts'
import { leftAlone, variables, variablesOf } from '../references/index.ts'
import { type AnyAspect, nearest } from '../rows/index.ts'
import type { Source } from '../source.ts'
import type { Keeps, Note } from './spelling/index.ts'

/** Stands for every variable that the file does not have as a secret already. */
const allButSecrets = 'all-but-secrets'

export interface ValuesOptions {
  /**
   * Variables whose values the file gets: keys (`NODE_ENV`), `service/KEY` or addresses, in which `*` stands for any text,
   * or `all-but-secrets`. What looks like a secret is never among them.
   */
  readonly values?: readonly string[]
}

export interface Keeper {
  readonly keeps: Keeps
  /** Whether the file gets a value in the place of what it has as a secret: somebody has named the key. */
  readonly opens: (declared: DesiredResource, live: LiveResource, aspect: AnyAspect, key: string) => boolean
  /** What was asked for and not done. `after`: what the pulled file declares. */
  readonly notes: (after: Desired, known: Live) => readonly Note[]
}

/** How a value was asked for: by its key, by a pattern, because it stood in the file, with all others. */
type Ask = 'key' | 'pattern' | 'literal' | 'all'

/** `before`: what the file declares that is brought up to date. */
export const keeperOf = ({ values = [] }: ValuesOptions, before?: Desired): Keeper => {
  const patterns = values.filter((pattern) => pattern !== allButSecrets)
  const literals = declaredFrom('literal', before)
  const secrets = declaredFrom('secret', before)
  const asked = (live: LiveResource, key: string): Ask | undefined => {
    const named = patterns.filter((pattern) => isMeant(pattern, live, key))
    if (named.length > 0) return named.some((pattern) => !pattern.includes('*')) ? 'key' : 'pattern'
    const at = addressOf(live, key)
    if (literals.has(at)) return 'literal'
    return values.includes(allButSecrets) && !secrets.has(at) ? 'all' : undefined
  }
  const mayStand = (key: string, value: Hidden | undefined, ask: Ask | undefined): boolean =>
    value?.known === true && ask !== undefined && secretive(key, value.reveal(), ask) === undefined
  return {
    keeps: (live, { part }, key, value) => part === partOf(live) && mayStand(key, value, asked(live, key)),
    opens: (declared, live, { part }, key) => {
      const isSecret = part === partOf(live) && secrets.has(addressOf(live, key))
      const ask = isSecret ? asked(live, key) : undefined
      return mayStand(key, variablesOf(live).get(key), ask) && !leftAlone(declared, live).item(part, key)
    },
    notes: (after, known) => {
      const left = secretVariables(after, known)
      const stays = left.flatMap(({ live, key, value }): Note[] => {
        const ask = asked(live, key)
        const why = ask && secretive(key, value.reveal(), ask)
        if (why === undefined || ask === 'all') return []
        return [{ address: addressOf(live, key), message: `${why}: it stays a secret` }]
      })
      const closed = values.includes(allButSecrets)
        ? left.filter(
            ({ live, key, value }) =>
              secrets.has(addressOf(live, key)) && secretive(key, value.reveal(), 'all') === undefined,
          )
        : []
      const unused = patterns.filter(
        (pattern) => !allVariables(known).some(([live, key]) => isMeant(pattern, live, key)),
      )
      return [...stays, ...closedNote(closed), ...unused.map((pattern) => unusedNote(pattern, known))]
    },
  }
}

/** Why a value does not stand in a file; undefined: it may. Who names its key has made up the doubtful cases. */
const secretive = (key: string, text: string, ask: Ask): string | undefined => {
  if (!isSound(text)) return 'its value is no text that a file can have'
  const looks = secretIn(key, text)
  if (looks !== undefined) return `its value looks like ${looks}`
  if (ask === 'key' || text === '') return undefined
  if (saysSecret(key)) return 'its name says that it is a secret'
  return generatedForm.test(text) ? 'its value looks like one that Render made up' : undefined
}

/** What `generateValue` yields: 32 bytes in base64 (API facts §1.2). */
const generatedForm = /^[A-Za-z0-9+/]{43}=$/

const isMeant = (pattern: string, live: LiveResource, key: string): boolean =>
  pattern.includes('/')
    ? matches(pattern, `${live.name}/${key}`) || means(pattern, addressOf(live, key))
    : matches(pattern, key)

const partOf = ({ kind }: Pick<LiveResource, 'kind'>): string => kind.aspects[variables]?.part ?? ''

const addressOf = (holder: Pick<LiveResource, 'kind' | 'address'>, key: string): Address =>
  within(holder.address, partOf(holder), key)

/** The addresses of the variables that a file gives in one way. */
const declaredFrom = (from: Source['from'], desired: Desired | undefined): ReadonlySet<Address> =>
  new Set(
    [...(desired?.resources.values() ?? [])].flatMap((resource) =>
      (resource.parts[variables] ?? []).flatMap(({ key, values }) =>
        (values.value as Source).from === from ? [addressOf(resource, key)] : [],
      ),
    ),
  )

const allVariables = (known: Live): readonly (readonly [LiveResource, string])[] =>
  known.all().flatMap((live) => [...variablesOf(live).keys()].map((key) => [live, key] as const))

interface SecretVariable {
  readonly live: LiveResource
  readonly key: string
  readonly value: Hidden
}

/** The live variables that a file has as secrets. */
const secretVariables = ({ resources }: Desired, known: Live): readonly SecretVariable[] =>
  [...resources.values()].flatMap((resource) => {
    const live = known.ofKind(resource)
    if (!live) return []
    return (resource.parts[variables] ?? []).flatMap(({ key, values }) => {
      const value = (values.value as Source).from === 'secret' ? variablesOf(live).get(key) : undefined
      return value?.known ? [{ live, key, value }] : []
    })
  })

const mostNamed = 5

const closedNote = (closed: readonly SecretVariable[]): readonly Note[] => {
  if (closed.length === 0) return []
  const names = closed.map(({ live, key }) => `${live.name}/${key}`)
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''
  const message = `the file has ${names.slice(0, mostNamed).join(', ')}${more} as secrets: so they stay, unless --values names them`
  return [{ message }]
}

const unusedNote = (pattern: string, known: Live): Note => {
  const near = nearest(pattern, [allButSecrets, ...new Set(allVariables(known).map(([, key]) => key))])
  const hint = near === undefined ? '' : `; did you mean ${near}?`
  return { message: `--values ${pattern}: what was read has no such variable${hint}` }
}
