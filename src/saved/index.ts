/** Plans that are kept, and applied later. */
export type { SavedDocument, SavedPlan } from './format.ts'
export type { Inputs } from './inputs.ts'
export { readSavedPlan } from './parse.ts'
export { loadSaved, planSaved, unkeyedNotes } from './replan.ts'
export { digestOfSaved, savedText, savePlan } from './save.ts'
export { savedPlanSchema } from './schema.ts'
