/** The facts that sources are made of: connection strings, variables of other services and of their groups. */
import { within } from '../address.ts'
import type { Desired } from '../desired.ts'
import type { Live, LiveResource } from '../live.ts'
import { originOf, variableParts, variables } from '../references/index.ts'
import { keepsLive, type Source } from '../source.ts'
import { type Reader, readConnection, readParts } from './facts.ts'

interface Fact {
  readonly of: LiveResource
  readonly fact: 'connection' | 'variables'
}

/** How each kind of fact is read. */
export type Facts = Readonly<Record<Fact['fact'], (live: LiveResource) => Promise<void>>>

/** Reads anew each time. */
export const factsAnew = (reader: Reader): Facts => ({
  connection: (live) => readConnection(reader, live),
  variables: (live) => readParts(reader, live, variableParts(live.kind)),
})

/** How far a reader trusts what it has: while an apply writes, a variable that was not there may be there by now. */
export type Trust = 'what was read' | 'what was found'

/** What has to be read before a source can be resolved, or the source that it is the same as. */
type Step = Fact | { readonly next: Source } | undefined

const stepOf = (source: Source, desired: Desired, known: Live, trust: Trust): Step => {
  if (source.from === 'property') {
    const of = known.get(source.of)
    const output = of?.kind.outputs[source.property]
    return of && output?.connection && !of.connection ? { of, fact: 'connection' } : undefined
  }
  if (source.from === 'variable') {
    const { at, declared, unread } = originOf(desired, known, source)
    if (declared && !keepsLive(declared)) return { next: declared }
    const of = at === undefined ? undefined : known.get(at)
    const isOld = trust === 'what was found' && !of?.parts.get(variables)?.has(source.key)
    return of && (unread || isOld) ? { of, fact: 'variables' } : undefined
  }
  return undefined
}

/** By name, all that has to be read before these sources can be resolved; what is not there yet is left out. */
const missingFacts = (
  sources: readonly Source[],
  desired: Desired,
  known: Live,
  trust: Trust,
): ReadonlyMap<string, Fact> => {
  const missing = new Map<string, Fact>()
  const seen = new Set<Source>()
  for (const source of sources) {
    for (let here: Source | undefined = source; here && !seen.has(here); ) {
      seen.add(here)
      const step: Step = stepOf(here, desired, known, trust)
      here = undefined
      if (!step) continue
      if ('next' in step) here = step.next
      else missing.set(within(step.of.address, step.fact, ''), step)
    }
  }
  return missing
}

/** Reads every fact that these sources are made of and that exists by now. */
export const learn = async (
  facts: Facts,
  known: Live,
  desired: Desired,
  sources: readonly Source[],
  trust: Trust,
): Promise<void> => {
  const asked = new Set<string>()
  for (;;) {
    const missing = missingFacts(sources, desired, known, trust)
    // What a service has not got itself may be in its groups, which are known only now.
    const fresh = [...missing].filter(([name]) => !asked.has(name))
    if (fresh.length === 0) return
    await Promise.all(
      fresh.map(([name, { of, fact }]) => {
        asked.add(name)
        return facts[fact](of)
      }),
    )
  }
}
