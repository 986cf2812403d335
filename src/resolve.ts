import type { Desired } from './desired.ts'
import { generated, Hidden } from './hidden.ts'
import { kindOfName } from './kinds/index.ts'
import { declaredSource, variables } from './references.ts'
import { keepsLive, type Source, shownAs } from './source.ts'
import type { World } from './world.ts'

/** Values of secrets by name, `service/KEY` or `KEY`. */
export type Secrets = ReadonlyMap<string, string>

/** Turns a source into its value, known or not yet. `live`: the value that is there. Pure: reads what the world knows. */
export type Resolve = (source: Source, live?: Hidden) => Hidden

/** The secret under its exact name (`service/KEY`) or, less exactly, under `KEY`. */
const secretOf = (secrets: Secrets, name: string): string | undefined =>
  secrets.get(name) ?? secrets.get(name.slice(name.indexOf('/') + 1))

export const resolver = (desired: Desired, world: World, secrets: Secrets): Resolve => {
  const textOf = (source: Source): string | undefined => {
    switch (source.from) {
      case 'literal':
        return source.text
      case 'generated':
        return undefined
      case 'secret':
        return secretOf(secrets, source.name)
      case 'property': {
        const live = world.get(source.of)
        const output = live && kindOfName(live.kind).outputs[source.property]
        return output?.value(live?.record, live?.connection?.reveal() ?? {})
      }
      case 'variable': {
        const declared = declaredSource(desired, source.of, source.key)
        if (declared && !keepsLive(declared)) return textOf(declared)
        return liveVariable(world, source.of, source.key) ?? (declared && textOf(declared))
      }
    }
  }
  return (source, live) => {
    if (live && keepsLive(source)) return live
    return source.from === 'generated' ? generated : new Hidden(textOf(source), shownAs(source))
  }
}

/** A variable that a live service has, or that Render provides to it. */
const liveVariable = (world: World, of: string, key: string): string | undefined => {
  const live = world.get(of)
  const item = live?.parts.get(variables)?.get(key) as { readonly value: Hidden } | undefined
  return item?.value.reveal() ?? (live && kindOfName(live.kind).platformVariables?.(live.record)[key])
}
