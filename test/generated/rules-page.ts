/** The index of the rules, made from their rows. */
import { rules } from '../../src/file/rules/index.ts'
import { type RuleCode, severityOf } from '../../src/problem.ts'

const intro = `# Rules

What a file is checked for, beyond its syntax. This page is made from the rows in \`src/file/rules\`; regenerate it with
\`npm run generate\`.

An **error** stops everything before anything is sent. A **warning** is silenced where it is meant, by a comment at the end of its
line or alone on the line above: \`# render-sync-ignore CODE[, CODE]\`; what follows after \` -- \` is for people. A **note**
tells what is left alone. The name of a rule is the code that stands in what it finds, in text, JSON and Markdown.
`

export const rulesPage = (): string => {
  const codes = (Object.keys(rules) as RuleCode[]).sort()
  const rows = codes.map((code) => `| [${code}](${code}.md) | ${severityOf(code)} | ${rules[code].doc} |`)
  return `${intro}\n| rule | | what it finds |\n|---|---|---|\n${rows.join('\n')}\n`
}
