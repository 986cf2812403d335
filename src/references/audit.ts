/** Where in a workspace a variable is, and who gets it. Pure. */
import { type Address, matches } from '../address.ts'
import type { Hidden } from '../hidden.ts'
import type { Live } from '../live.ts'
import { linkAspects } from './links.ts'
import { byRender, seenBy, variablesOf } from './seen.ts'

/** Somebody who holds a key, or gets it from a group. */
export type Whereabouts = Holder | Inheritor

interface Holder {
  readonly role: 'holder'
  readonly key: string
  readonly address: Address
  /** Other holders with the same value. */
  readonly equal: readonly Address[]
  /** Of a service: groups whose value it hides from itself. */
  readonly masks: readonly Address[]
  /** Of a group: services that get the key from it; services that are linked to it and get another one. */
  readonly heirs: readonly Address[]
  readonly maskedIn: readonly Address[]
}

interface Inheritor {
  readonly role: 'inheritor'
  readonly key: string
  readonly address: Address
  /** The group that it gets the key from, and groups that have it as well, and lose. */
  readonly from: Address
  readonly masks: readonly Address[]
}

/** A key of one holder. */
interface Held {
  readonly key: string
  readonly address: Address
  readonly value: Hidden
}

/**
 * Everybody who has a key that one of the patterns means; `*` is any text. Needs all variables to be read; of those that may
 * not be seen nothing is concluded.
 */
export const audit = (known: Live, patterns: readonly string[]): readonly Whereabouts[] => {
  const isMeant = (key: string) => patterns.some((pattern) => matches(pattern, key))
  const services = known.all().filter(({ kind }) => linkAspects(kind).length > 0)
  const taken = services.flatMap((service) =>
    seenBy(known, service)
      .filter(({ key, from }) => isMeant(key) && from !== byRender)
      .map((variable) => ({ ...variable, address: service.address })),
  )
  const held = known
    .all()
    .flatMap((live) =>
      [...variablesOf(live)].flatMap(([key, value]): readonly Held[] =>
        isMeant(key) ? [{ key, address: live.address, value }] : [],
      ),
    )
  const holders = held.map(({ key, address, value }): Whereabouts => {
    const same = taken.filter((variable) => variable.key === key)
    return {
      role: 'holder',
      key,
      address,
      equal: held
        .filter((other) => other.key === key && other.address !== address && other.value.equals(value))
        .map((other) => other.address),
      masks: same.find((variable) => variable.address === address)?.masks ?? [],
      heirs: same.filter(({ from, address: heir }) => from === address && heir !== address).map(addressOf),
      maskedIn: same.filter(({ masks }) => masks.includes(address)).map(addressOf),
    }
  })
  const inheritors = taken
    .filter(({ address, from }) => address !== from)
    .map(({ key, address, from, masks }): Whereabouts => ({ role: 'inheritor', key, address, from, masks }))
  return [...holders, ...inheritors].sort(byKeyThenRole)
}

const addressOf = ({ address }: { readonly address: Address }): Address => address

const byKeyThenRole = (one: Whereabouts, other: Whereabouts): number => {
  const [a, b] = [one, other].map(({ key, role, address }) => `${key} ${role} ${address}`)
  return (a ?? '') < (b ?? '') ? -1 : 1
}
