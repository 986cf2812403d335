/** The index of the rules, made from their table. */
import { type Rule, rules } from '../../src/file/rules/index.ts'

const intro = `# Rules

What a file is checked for, beyond its syntax. This page is made from the table in \`src/file/rules.ts\`; regenerate it with
\`npm run generate\`.

An **error** stops everything before anything is sent. A **warning** is silenced where it is meant, by a comment at the end of its
line or alone on the line above: \`# render-sync-ignore rule-id[, rule-id]\`; what follows after \` -- \` is for people. A **note**
tells what is left alone.
`

export const rulesPage = (): string => {
  const rows = Object.entries<Rule>(rules)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { severity, doc }]) => `| [${id}](${id}.md) | ${severity} | ${doc} |`)
  return `${intro}\n| rule | | what it finds |\n|---|---|---|\n${rows.join('\n')}\n`
}
