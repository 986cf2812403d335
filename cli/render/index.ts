/** What a person or a program is shown, in each format. */
export { driftText } from './drift-text.ts'
export { printIn } from './format.ts'
export { changeDocument, driftDocument, planDocument } from './json.ts'
export {
  auditDocument,
  auditMarkdown,
  auditText,
  envDocument,
  envMarkdown,
  envText,
  unobservedText,
  validDocument,
  validMarkdown,
  validText,
} from './lists/index.ts'
export { driftMarkdown, planMarkdown } from './markdown.ts'
export { planRecord, recordedView, savedLine, savedMarkdown } from './record.ts'
export { planText, workspaceText } from './text.ts'
export { driftView, type PlanView, planView } from './view.ts'
