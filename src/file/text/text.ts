/** The text of one file: where an offset stands in it, and how the line around it looks. */
import { LineCounter } from 'yaml'
import type { Position } from '../../problem.ts'

export interface FileText {
  readonly name: string
  readonly text: string
  /** Its index among the files that are read together. */
  readonly order: number
  readonly position: (offset: number) => Position
  /** `line 3`; where several files are read, `line 3 of render.yaml`. */
  readonly line: (offset: number) => string
  /** The line with a caret under the offset. */
  readonly excerpt: (offset: number) => string
}

const excerptWidth = 100

/** The line around a column with a caret under it, cut where it is long. */
const excerptOf = (line: string, column: number): string => {
  const from = Math.max(0, column - 1 - excerptWidth / 2)
  const shown = line.slice(from, from + excerptWidth)
  // Control characters would move the caret, or the terminal.
  const plain = shown.replace(/\p{Cc}/gu, ' ')
  return `${plain.trimEnd()}\n${' '.repeat(column - 1 - from)}^`
}

/** `alone`: no other file is read with it. */
export const fileText = (name: string, text: string, order = 0, alone = true): FileText => {
  const lines = new LineCounter()
  lines.addNewLine(0)
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1)
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { file: name, line, column: col }
  }
  return {
    name,
    text,
    order,
    position,
    line: (offset) => `line ${position(offset).line}${alone ? '' : ` of ${name}`}`,
    excerpt: (offset) => {
      const { line, column } = position(offset)
      return excerptOf(text.slice(lines.lineStarts[line - 1], lines.lineStarts[line] ?? text.length), column)
    },
  }
}
