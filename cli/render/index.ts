/** What a person or a program is shown, in each format. */
export { pageIn, printIn, reportIn } from './format.ts'
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
export { commentLimit, driftMarkdown, planMarkdown } from './markdown/index.ts'
export { planRecord, recordedView, savedLine } from './record.ts'
export { driftText, planText, workspaceText } from './text/index.ts'
export { type DriftView, driftView, type PlanView, planView } from './view/index.ts'
