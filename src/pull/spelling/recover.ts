/** Tells which variables were made from references: the API knows their values only. Pure. */
import type { Address } from '../../address.ts'
import { Hidden } from '../../hidden.ts'
import type { Live, LiveResource } from '../../live.ts'
import type { Source } from '../../source.ts'

/** The reference that a variable of a resource must come from; undefined: it may well be a text of its own. */
export type Recover = (value: Hidden, key: string, self: Address) => Source | undefined

interface Candidate {
  readonly value: Hidden
  readonly source: Source & { readonly of: Address }
  /** Nobody would write this text by hand. */
  readonly telling: boolean
  /** A read replica has the password of its database: the database is meant. */
  readonly derived: boolean
}

const shortestPassword = 16
const shortestName = 3

/** An id, an address, a name with the suffix that Render makes up: texts that stand for one resource only. */
const isTelling = (text: string, id: string): boolean =>
  text.includes(id) ||
  /^https?:\/\//.test(text) ||
  /^[\w-]+(\.[\w-]+)+$/.test(text) ||
  /[\w-]:\d+$/.test(text) ||
  /_[a-z0-9]{4}(_user)?$/.test(text)

const candidatesOf = (live: LiveResource): readonly Candidate[] => {
  const { outputs, platformVariables, derived: isDerived } = live.kind
  const { address: of, record } = live
  const derived = isDerived?.(record) ?? false
  const properties = Object.entries(outputs).flatMap(([property, output]): Candidate[] => {
    const text = output.value(record, live.connection?.reveal() ?? {})
    if (text === undefined || isNumber(text)) return []
    const telling = output.connection ? text.length >= shortestPassword : isTelling(text, record.id)
    return telling || text.length >= shortestName
      ? [{ value: new Hidden(text), source: { from: 'property', of, property }, telling, derived }]
      : []
  })
  const provided = Object.entries(platformVariables?.(record) ?? {}).flatMap(([key, text]): Candidate[] =>
    isTelling(text, record.id)
      ? [{ value: new Hidden(text), source: { from: 'variable', of, key }, telling: true, derived }]
      : [],
  )
  return [...properties, ...provided]
}

/** A port says nothing. */
const isNumber = (text: string) => /^\d+$/.test(text)

/** `SEARCH_HOST` says that a plain name is a host. */
const says = (key: string, { source }: Candidate): boolean =>
  source.from === 'property' && key.toLowerCase().includes(source.property.toLowerCase())

export const recoverer = (known: Live): Recover => {
  const unique = known.all().filter(({ address }) => known.namesakes(address).length === 0)
  const candidates = unique.flatMap(candidatesOf)
  return (value, key, self) => {
    const found = candidates.filter(
      (candidate) =>
        value.equals(candidate.value) &&
        (candidate.telling || says(key, candidate)) &&
        !(candidate.source.from === 'property' && candidate.source.of === self),
    )
    const own = found.filter(({ derived }) => !derived)
    const owners = own.length > 0 ? own : found
    // What two resources could have given is anybody's guess.
    if (new Set(owners.map(({ source }) => source.of)).size !== 1) return undefined
    return (owners.find((candidate) => says(key, candidate)) ?? owners[0])?.source
  }
}
