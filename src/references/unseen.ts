/** Which right a value lacks that nobody could see. Pure. */
import type { Desired } from '../desired.ts'
import type { Live } from '../live.ts'
import { keepsLive, type Source } from '../source.ts'
import type { Unobserved } from '../unobserved.ts'
import { originOf, variableParts } from './origin.ts'

/** Undefined: all that the source is made of was seen, or is not there. */
export const unseenOf = (source: Source, desired: Desired, known: Live): Unobserved | undefined => {
  const passed = new Set<Source>()
  for (let here: Source | undefined = source; here && !passed.has(here); ) {
    passed.add(here)
    if (!('of' in here)) return undefined
    const live = known.get(here.of)
    if (!live && known.unlisted(here.of)) {
      const declared: Source | undefined =
        here.from === 'variable' ? originOf(desired, known, here).declared : undefined
      if (!declared || keepsLive(declared)) return known.unlisted(here.of)
      here = declared
    } else if (here.from === 'property') {
      return live?.kind.outputs[here.property]?.connection ? known.unseenConnection(here.of) : undefined
    } else {
      const { at, declared, unread } = originOf(desired, known, here)
      if (declared && !keepsLive(declared)) here = declared
      else {
        const holder = unread && at !== undefined ? known.get(at) : undefined
        if (!holder) return undefined
        const parts = variableParts(holder.kind)
        return parts.map((part) => known.unseenPart(holder, part)).find((missed) => missed !== undefined)
      }
    }
  }
  return undefined
}
