/** The text of one file: where an offset stands in it, and how the line around it looks. */
import { LineCounter } from 'yaml'
import type { Position } from '../../problem.ts'
import { secretIn } from '../messages/index.ts'
import { type Sealed, sealedAnyway, sealedIn } from './sealed.ts'

export interface FileText {
  readonly name: string
  readonly text: string
  /** Its index among the files that are read together. */
  readonly order: number
  readonly position: (offset: number) => Position
  /** `line 3`; where several files are read, `line 3 of render.yaml`. */
  readonly line: (offset: number) => string
  /** The line with a caret under the offset; undefined: it holds what must not be repeated. */
  readonly excerpt: (offset: number) => string | undefined
  /** Whether the line must not be repeated, nor what stands in it. */
  readonly isSealed: Sealed
  /** Tells what the text says, once it could be read: until then, all is sealed that may hold a value. */
  readonly understand: (root: unknown) => void
}

const excerptWidth = 100

/** What stands between the words of a line. */
const words = /[\s"'`,=(){}[\]]+|:(?=\s|$)/

/** The line around a column with a caret under it; where it is cut because it is long, it says so. */
const excerptOf = (line: string, column: number): string => {
  const from = Math.max(0, column - 1 - excerptWidth / 2)
  const shown = line.slice(from, from + excerptWidth)
  // Control characters would move the caret, or the terminal.
  const plain = shown
    .replace(/\p{Cc}/gu, ' ')
    .replace(/^./su, (first) => (from > 0 ? '…' : first))
    .replace(/.$/su, (last) => (from + excerptWidth < line.length ? '…' : last))
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
  let find = () => sealedAnyway(text)
  let sealed: Sealed | undefined
  const telling = new Map<number, boolean>()
  const isSealed: Sealed = (offset) => {
    sealed ??= find()
    return sealed(offset)
  }
  return {
    name,
    text,
    order,
    position,
    isSealed,
    understand: (root) => {
      sealed = undefined
      find = () => sealedIn(text, root)
    },
    line: (offset) => `line ${position(offset).line}${alone ? '' : ` of ${name}`}`,
    excerpt: (offset) => {
      if (isSealed(offset)) return undefined
      const { line, column } = position(offset)
      const found = text.slice(lines.lineStarts[line - 1], lines.lineStarts[line] ?? text.length)
      // Many things may be wrong in one long line.
      const tells = telling.get(line) ?? found.split(words).some((word) => secretIn('', word))
      telling.set(line, tells)
      return tells ? undefined : excerptOf(found, column)
    },
  }
}
