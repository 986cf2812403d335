import type { Address } from '../address.ts'
import type { Desired } from '../desired.ts'
import { generated, Hidden } from '../hidden.ts'
import type { Live } from '../live.ts'
import { keepsLive, type Source, shownAs } from '../source.ts'
import { variables } from './needs.ts'
import { originOf } from './origin.ts'
import { givenFor, type Secrets } from './secrets.ts'

/** Turns a source into its value, known or not yet. `live`: the value that is there. Pure: reads what is known. */
export type Resolve = (source: Source, live?: Hidden) => Hidden

/** What a source comes to, or the source that it is the same as. */
type Step = { readonly text: string | undefined } | { readonly next: Source }

export const resolver = (desired: Desired, known: Live, secrets: Secrets): Resolve => {
  const step = stepper(desired, known, secrets)
  const steps = new Map<Source, Step>()
  let version = known.version
  // A loop, and what it found remembered: variables may follow each other further than calls can be nested.
  const textOf = (source: Source): string | undefined => {
    if (known.version !== version) steps.clear()
    version = known.version
    const passed: Source[] = []
    for (let here = source; ; ) {
      const found = steps.get(here) ?? step(here)
      if ('text' in found) {
        for (const one of passed) steps.set(one, found)
        return found.text
      }
      passed.push(here)
      here = found.next
    }
  }
  return (source, live) => {
    if (live && keepsLive(source)) return live
    return source.from === 'generated' ? generated : new Hidden(textOf(source), shownAs(source))
  }
}

const stepper =
  (desired: Desired, known: Live, secrets: Secrets) =>
  (source: Source): Step => {
    switch (source.from) {
      case 'literal':
        return { text: source.text }
      case 'generated':
        return { text: undefined }
      case 'secret':
        return { text: givenFor(secrets, source) }
      case 'property': {
        const live = known.get(source.of)
        const output = live?.kind.outputs[source.property]
        return { text: output?.value(live?.record, live?.connection?.reveal() ?? {}) }
      }
      case 'variable': {
        const { at, declared } = originOf(desired, known, source)
        if (declared && !keepsLive(declared)) return { next: declared }
        if (at === undefined) return { text: provided(known, source.of, source.key) }
        const text = liveVariable(known, at, source.key)
        return text === undefined && declared ? { next: declared } : { text }
      }
    }
  }

const liveVariable = (known: Live, at: Address, key: string): string | undefined => {
  const item = known.get(at)?.parts.get(variables)?.get(key) as { readonly value: Hidden } | undefined
  return item?.value.reveal()
}

/** What Render itself provides to a live service. */
const provided = (known: Live, of: Address, key: string): string | undefined => {
  const live = known.get(of)
  return live?.kind.platformVariables?.(live.record)[key]
}
