/** What is no plan: variables and who has them, problems of a file, what may not be seen. */
export { auditDocument, auditMarkdown, auditText } from './audit.ts'
export { envDocument, envMarkdown, envText } from './env.ts'
export { unobservedMarkdown, unobservedText } from './unobserved.ts'
export { validDocument, validMarkdown, validText } from './valid.ts'
