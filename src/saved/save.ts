/** Writes a plan down. Pure. */
import { digestOf, saysOf } from '../plan/index.ts'
import type { Planned } from '../session.ts'
import { format, type SavedDocument, type SavedPlan } from './format.ts'
import type { Inputs } from './inputs.ts'

/**
 * A plan as it can be kept. `inputs`: what it was made from; `document`: how it is shown. Both are taken as JSON has them: nothing
 * hidden may be in them.
 */
export const savePlan = (
  { plan }: Pick<Planned, 'plan'>,
  inputs: Inputs,
  document: SavedDocument,
): SavedPlan => {
  const { id, name } = plan.workspace
  const { format: is, ...rest } = asJson({
    format,
    workspace: { id, name },
    inputs,
    rests: plan.rests,
    says: saysOf(plan),
  })
  const shown = asJson(document)
  const saved = { format: is, ...rest }
  const digests = { plan: digestOf(saved), document: digestOf(shown) }
  return { ...saved, document: { digests, ...shown } }
}

const asJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))

/** The digest that a saved plan goes by: SHA-256 over its canonical JSON without the document, in hex. */
export const digestOfSaved = ({ document: _document, ...saved }: SavedPlan): string => digestOf(saved)

/** A saved plan as the text of a file. */
export const savedText = (saved: SavedPlan): string => `${JSON.stringify(saved, null, 2)}\n`
