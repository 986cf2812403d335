/** A plan or a drift for a pull request: one heading, what is dangerous first, the rest folded. */
import { type Change, ignoredOf, isRefused, type Plan, type Problem, signs, totals } from '../../src/index.ts'
import { type Entry, entriesOf, ignoredLine, kindText, reasonsOf } from './entries.ts'
import { sorted } from './problems.ts'
import { budgetText, refusalText } from './text.ts'
import { cut, shown } from './value.ts'
import { listed } from './words.ts'

export const planMarkdown = (plan: Plan): string => {
  const { add, change, destroy } = totals(plan)
  const acting = plan.changes.filter(({ action }) => action !== 'none')
  const head =
    acting.length === 0 && !isRefused(plan)
      ? 'No changes'
      : `Plan: ${add} to add, ${change} to change, ${destroy} to destroy`
  const dangerous = acting.filter(({ action }) => action === 'delete' || action === 'replace')
  return blocks([
    `## ${head}`,
    workspaceLine(plan),
    ...(isRefused(plan) ? [`> [!CAUTION]\n> ${refusalText(plan)}`] : []),
    ...problemList(plan.problems.filter(({ severity }) => severity === 'error')),
    ...dangerous.map(changeDetails),
    ...acting.filter((change) => !dangerous.includes(change)).map(changeDetails),
    ...ignoredDetails(plan),
    ...unmanagedDetails(plan),
    ...problemList(plan.problems.filter(({ severity }) => severity !== 'error')),
    ...(acting.length > 0 && !isRefused(plan) ? [budgetText(plan)] : []),
  ])
}

export const driftMarkdown = (
  plan: Plan,
  drifted: readonly Change[],
  problems: readonly Problem[],
): string => {
  const head =
    drifted.length === 0 ? 'No drift' : `Drift: ${drifted.length} of ${plan.changes.length} resources`
  return blocks([
    `## ${head}`,
    workspaceLine(plan),
    ...problemList(problems.filter(({ severity }) => severity === 'error')),
    ...drifted.map(driftDetails),
    ...ignoredDetails(plan),
    ...unmanagedDetails(plan),
    ...problemList(problems.filter(({ severity }) => severity !== 'error')),
  ])
}

const blocks = (parts: readonly string[]): string => parts.join('\n\n')

const workspaceLine = ({ workspace }: Plan) => `Workspace ${code(workspace.name)} (${code(workspace.id)})`

const longest = 120

/** Text as code: the fence is longer than any run of backticks in it. */
export const code = (text: string): string => {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length)
  const fence = '`'.repeat(Math.max(0, ...runs) + 1)
  const room = /^`|`$/.test(text) ? ' ' : ''
  return fence + room + text + room + fence
}

/** A value in a cell of a table, which a bar would end. */
const cell = (value: unknown): string => code(cut(shown(value), longest)).replaceAll('|', '\\|')

const folded = (summary: string, body: string): string =>
  `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const headOf = (change: Change) => `<code>${html(change.address)}</code> (${kindText(change)})`

interface Row {
  readonly sign: string
  readonly label: string
  readonly entry: Entry
}

/** Entries and what is inside them, one row each. */
const rowsOf = (entries: readonly Entry[], holder?: Row): readonly Row[] =>
  entries.flatMap((entry) => {
    const sign = entry.action ? signs[entry.action] : (holder?.sign ?? '')
    const row = { sign, label: holder ? `${holder.label} ${entry.label}` : entry.label, entry }
    return entry.inside.length > 0 ? rowsOf(entry.inside, row) : [row]
  })

const changeDetails = (change: Change): string => {
  const rows = rowsOf(entriesOf(change)).map(({ sign, label, entry }) => {
    const notes = entry.notes.map((note) => ` (${note})`).join('')
    const before = entry.values && !entry.values.created ? cell(entry.values.before) : ''
    const after = entry.values ? cell(entry.values.after) : ''
    return `| ${sign && code(sign)} | ${cell(label)} | ${before} | ${after}${notes} |`
  })
  const table = ['|  | | before | after |', '|---|---|---|---|', ...rows].join('\n')
  const reasons = reasonsOf(change).map(code)
  const deploys = reasons.length > 0 ? `\n\nDeploys because of ${listed(reasons, 3)}.` : ''
  const summary = `<code>${signs[change.action]}</code> ${headOf(change)}`
  return folded(summary, (rows.length > 0 ? table : '') + deploys)
}

const driftDetails = (change: Change): string => {
  if (change.action === 'create') return `${headOf(change)} is **missing**`
  const rows = rowsOf(entriesOf(change)).map(({ label, entry }) => {
    const missing = entry.values === undefined || entry.values.created
    const file = entry.values ? cell(entry.values.after) : ''
    return `| ${cell(label)} | ${file} | ${missing ? 'missing' : cell(entry.values?.before)} |`
  })
  return folded(`${headOf(change)} differs`, ['| | file | live |', '|---|---|---|', ...rows].join('\n'))
}

const mostUnmanaged = 100

const unmanagedDetails = ({ unmanaged }: Plan): readonly string[] => {
  if (unmanaged.length === 0) return []
  const addresses = unmanaged.map(({ address }) => code(address))
  const more = addresses.length - mostUnmanaged
  const lines = [...addresses.slice(0, mostUnmanaged), ...(more > 0 ? [`and ${more} more`] : [])]
  return [
    folded(
      `Not in the file, and left alone: ${unmanaged.length}`,
      lines.map((line) => `- ${line}`).join('\n'),
    ),
  ]
}

const ignoredDetails = ({ changes }: Plan): readonly string[] => {
  const lines = changes.flatMap(ignoredOf).map((each) => `- ${code(ignoredLine(each))}`)
  return lines.length > 0 ? [folded('Different, and ignored as the file says', lines.join('\n'))] : []
}

const problemList = (problems: readonly Problem[]): readonly string[] => {
  if (problems.length === 0) return []
  const lines = sorted(problems).map(({ severity, code: what, message, todo, at }) => {
    const where = at ? ` (${code(`${at.file}:${at.line}`)})` : ''
    const advice = todo === undefined ? '' : `. ${escaped(todo)}`
    return `- **${severity}** ${code(what)}: ${escaped(message)}${advice}${where}`
  })
  return [lines.join('\n')]
}

/** Prose: nothing in it may become a link, a mention or a tag. */
const escaped = (text: string): string =>
  html(text)
    .replace(/[\\`*_[\]@#|~]/g, '\\$&')
    .replace(/\s+/g, ' ')
