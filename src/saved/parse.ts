/** Reads a plan that was written down. Pure. */
import { digestOf } from '../plan/index.ts'
import { ProblemsError, problem } from '../problem.ts'
import { format, isFormat, type SavedPlan } from './format.ts'
import { digestOfSaved } from './save.ts'
import { savedPlanSchema } from './schema.ts'
import { misfit } from './shape.ts'

/**
 * A saved plan; undefined: the text is none, and may be a file of wishes. It is known by its format, whatever its file is called.
 * Throws `ProblemsError` (`bad-plan`) for one of another format, one that is cut off, and one that was edited.
 */
export const readSavedPlan = (text: string, name: string): SavedPlan | undefined => {
  const value = mayBePlan(text) ? parsed(text, name) : undefined
  if (value === undefined) return undefined
  if (isPrinted(value)) {
    return bad(`${name} is what plan --json prints, and no saved plan`, 'Save one with plan --out FILE.')
  }
  const { format: found } = value as { readonly format?: unknown }
  if (!isFormat(found)) return undefined
  if (found !== format) {
    return bad(`${name} is a saved plan of the format ${found}, and this render-sync reads ${format}`, again)
  }
  const odd = misfit(value, savedPlanSchema)
  if (odd !== undefined)
    return bad(`${name} is no whole saved plan: ${odd} is not as plan --out writes it`, again)
  const saved = value as SavedPlan
  const { digests, ...shown } = saved.document
  if (digests.plan !== digestOfSaved(saved)) return edited(name, 'another plan')
  if (digests.document !== digestOf(shown)) return edited(name, 'another document')
  return saved
}

const again = 'Plan again.'

const bad = (message: string, todo: string): never => {
  throw new ProblemsError([problem('bad-plan', message, todo)])
}

const edited = (name: string, what: string): never =>
  bad(`${name} is not as plan --out wrote it: its digest is of ${what}`, correct)

const correct = 'Plan again: what a plan does is changed in the file that it is made from.'

/** What begins as JSON does. Whatever YAML begins so is read as that. */
const mayBePlan = (text: string): boolean => /^\s*\{\s*"/.test(text)

/** One that was cut off still begins as it should. */
const isCutOff = (text: string): boolean => isFormat(/^\s*\{\s*"format"\s*:\s*"([^"]*)"/.exec(text)?.[1])

const parsed = (text: string, name: string): object | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return isCutOff(text)
      ? bad(`${name} is a saved plan that is cut off, or no JSON any more`, again)
      : undefined
  }
}

const isPrinted = (value: object): boolean => 'format_version' in value && 'resource_changes' in value
