/** A plan that is kept: reviewed by one, applied by another, with other keys, later. */
import type { Digests, Rests } from '../plan/index.ts'
import type { Inputs } from './inputs.ts'

const kind = 'render-sync-plan'

/** Changes when readers have to: another version is not read. */
const version = 1

export const format = `${kind}/${version}`

/** What tells a saved plan from a file of wishes. */
export const isFormat = (text: unknown): text is string =>
  typeof text === 'string' && text.startsWith(`${kind}/`)

/** The plan as it is shown, in whatever form its maker likes: plain data. `digests` are the saved plan's. */
export interface SavedDocument {
  /** Whether the plan refuses: it is kept and shown, and never applied. */
  readonly refused: boolean
  readonly [part: string]: unknown
}

/** `plan`: of all but the document, what reviews and approvals mean. `document`: of that. They tell a file that somebody has edited. */
interface Sealed extends SavedDocument {
  readonly digests: { readonly plan: string; readonly document: string }
}

export interface SavedPlan {
  readonly format: string
  readonly workspace: { readonly id: string; readonly name: string }
  /** All that it was made from, but for the values of secrets and what is live. */
  readonly inputs: Inputs
  /** What it found, by unit. */
  readonly rests: Rests
  /** What it does, by unit. */
  readonly says: Digests
  readonly document: Sealed
}
