/** What fits into a line, and which sign it begins with. */
import { type Action, signs } from '../../src/index.ts'
import type { Paint, Screen } from '../shell/index.ts'

export type Layout = Pick<Screen, 'paint' | 'width'>

/** The colours of what happens. */
export const tints = {
  create: 'green',
  update: 'yellow',
  replace: 'magenta',
  delete: 'red',
  none: 'dim',
} as const satisfies Record<Action, keyof Paint>

/** A sign, right-aligned to three columns. */
export const signText = (action: Action, paint: Paint): string =>
  paint[tints[action]](signs[action].padStart(3))

/** A text in pieces that fit: broken between words where that is possible. Nothing of it is left out. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  let rest = [...text]
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width)
    const end = space > 0 ? space : Math.max(1, width)
    lines.push(rest.slice(0, end).join(''))
    rest = rest.slice(space > 0 ? end + 1 : end)
  }
  return [...lines, rest.join('')]
}

/** A text at its indent; what does not fit goes on below, further in. */
export const indented = (text: string, indent: number, width: number): readonly string[] => {
  const [first = '', ...more] = wrapped(text, width - indent)
  const deeper = indent + 4
  const rest = more.length > 0 ? wrapped(text.slice(first.length).trimStart(), width - deeper) : []
  return [' '.repeat(indent) + first, ...rest.map((line) => ' '.repeat(deeper) + line)]
}

/** Words one after another, with commas, in lines that fit. */
export const flow = (words: readonly string[], indent: number, width: number): readonly string[] => {
  const lines: string[] = []
  for (const [index, word] of words.entries()) {
    const text = word + (index < words.length - 1 ? ',' : '')
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + text.length <= width)
      lines[lines.length - 1] = `${last} ${text}`
    else lines.push(' '.repeat(indent) + text)
  }
  return lines
}
