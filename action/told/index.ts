/** What a run tells: comments, the issue, the summary, outputs, and lines of the log. Pure. */
export { annotation, notObeyed } from './command.ts'
export { type IssueText, issueText, type KnownIssue } from './issue.ts'
export { type Mark, markIn, type Review } from './mark.ts'
export { type Outputs, outputText } from './outputs.ts'
export { doneText, linePage, type Place, planPage, summaryPage, summaryText, textPage } from './page.ts'
