import type { Address } from '../address.ts'
import type { Desired } from '../desired.ts'
import { generated, Hidden } from '../hidden.ts'
import type { World } from '../live.ts'
import { keepsLive, type SecretSource, type Source, shownAs } from '../source.ts'
import { variables } from './needs.ts'
import { originOf } from './origin.ts'

/** Values of secrets by name: their address (`service/api/env/KEY`), `service/KEY` or `KEY`. */
export type Secrets = ReadonlyMap<string, string>

/** Turns a source into its value, known or not yet. `live`: the value that is there. Pure: reads what the world knows. */
export type Resolve = (source: Source, live?: Hidden) => Hidden

/** The most exact name wins. */
const secretOf = (secrets: Secrets, { address, name }: SecretSource): string | undefined =>
  secrets.get(address) ?? secrets.get(name) ?? secrets.get(name.slice(name.indexOf('/') + 1))

/** What a source comes to, or the source that it is the same as. */
type Step = { readonly text: string | undefined } | { readonly next: Source }

export const resolver = (desired: Desired, world: World, secrets: Secrets): Resolve => {
  const step = stepper(desired, world, secrets)
  const known = new Map<Source, Step>()
  let version = world.version
  // A loop, and what it found remembered: variables may follow each other further than calls can be nested.
  const textOf = (source: Source): string | undefined => {
    if (world.version !== version) known.clear()
    version = world.version
    const passed: Source[] = []
    for (let here = source; ; ) {
      const found = known.get(here) ?? step(here)
      if ('text' in found) {
        for (const one of passed) known.set(one, found)
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
  (desired: Desired, world: World, secrets: Secrets) =>
  (source: Source): Step => {
    switch (source.from) {
      case 'literal':
        return { text: source.text }
      case 'generated':
        return { text: undefined }
      case 'secret':
        return { text: secretOf(secrets, source) }
      case 'property': {
        const live = world.get(source.of)
        const output = live?.kind.outputs[source.property]
        return { text: output?.value(live?.record, live?.connection?.reveal() ?? {}) }
      }
      case 'variable': {
        const { at, declared } = originOf(desired, world, source)
        if (declared && !keepsLive(declared)) return { next: declared }
        if (at === undefined) return { text: provided(world, source.of, source.key) }
        const text = liveVariable(world, at, source.key)
        return text === undefined && declared ? { next: declared } : { text }
      }
    }
  }

const liveVariable = (world: World, at: Address, key: string): string | undefined => {
  const item = world.get(at)?.parts.get(variables)?.get(key) as { readonly value: Hidden } | undefined
  return item?.value.reveal()
}

/** What Render itself provides to a live service. */
const provided = (world: World, of: Address, key: string): string | undefined => {
  const live = world.get(of)
  return live?.kind.platformVariables?.(live.record)[key]
}
