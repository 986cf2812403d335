/** Which right a value lacks that nobody could see. Pure. */
import type { Address } from '../address.ts'
import type { Desired } from '../desired.ts'
import type { Live, LiveResource, Unobserved } from '../live.ts'
import { keepsLive, type Source } from '../source.ts'
import { originOf } from './origin.ts'
import { variableParts } from './seen.ts'

type Reference = Extract<Source, { readonly of: Address }>

/** What a source is made of: another one that the file declares, or what nobody could see; undefined: all of it was. */
const stepOf = (
  source: Reference,
  desired: Desired,
  known: Live,
): { readonly next: Source } | Unobserved | undefined => {
  const live = known.get(source.of)
  const unlisted = live ? undefined : known.unlisted(source.of)
  if (source.from === 'property') {
    const isHidden = live?.kind.outputs[source.property]?.connection !== undefined
    return unlisted ?? (isHidden ? known.unseenConnection(source.of) : undefined)
  }
  const { at, declared, unread } = originOf(desired, known, source)
  if (declared && !keepsLive(declared)) return { next: declared }
  const holder = unread && at !== undefined ? known.get(at) : undefined
  return unlisted ?? (holder && unseenAmong(holder, known))
}

const unseenAmong = (holder: LiveResource, known: Live): Unobserved | undefined =>
  variableParts(holder.kind)
    .map((part) => known.unseenPart(holder, part))
    .find((missed) => missed !== undefined)

/** Undefined: all that the source is made of was seen, or is not there. */
export const unseenOf = (source: Source, desired: Desired, known: Live): Unobserved | undefined => {
  // Most keys may see all, and chains of references are long.
  if (known.unobserved().length === 0) return undefined
  const passed = new Set<Source>()
  for (let here = source; 'of' in here && !passed.has(here); ) {
    passed.add(here)
    const step = stepOf(here, desired, known)
    if (!step || !('next' in step)) return step
    here = step.next
  }
  return undefined
}
