/** What a person or a program is shown, in each format. */
export { auditDocument, auditMarkdown, auditText } from './audit.ts'
export { driftText } from './drift-text.ts'
export { envDocument, envMarkdown, envText } from './env.ts'
export { inFormat } from './format.ts'
export { changeDocument, driftDocument, planDocument } from './json.ts'
export { driftMarkdown, planMarkdown } from './markdown.ts'
export { planText, workspaceText } from './text.ts'
export { driftView, type PlanView, planView } from './view.ts'
