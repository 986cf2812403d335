/** What `init` would write, as people read it: new files by name, others as a diff. */
import { structuredPatch } from 'diff'
import type { Paint } from '../../shell/index.ts'
import { harmless } from '../../words/index.ts'
import type { Proposal } from './files.ts'

const linesIn = (text: string): number => text.split('\n').length - 1

/** Lines of three around each change, as in every diff. */
const context = 3

export const proposalText = ({ name, before, text }: Proposal, paint: Paint): string => {
  if (before === undefined) {
    const count = linesIn(text)
    return paint.green(`+ ${name} (new, ${count} ${count === 1 ? 'line' : 'lines'})`)
  }
  const { hunks } = structuredPatch(name, name, before, text, undefined, undefined, { context })
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    paint.cyan(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`),
    ...lines.map((line) => painted(harmless(line), paint)),
  ])
  return [paint.yellow(`~ ${name}`), ...lines.map((line) => `  ${line}`)].join('\n')
}

const painted = (line: string, paint: Paint): string => {
  if (line.startsWith('+')) return paint.green(line)
  return line.startsWith('-') ? paint.red(line) : line
}
