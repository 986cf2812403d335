/** What fits into a line, and which sign it begins with. */
import { type Action, signs } from '../../src/index.ts'
import type { Paint, Screen } from '../shell/index.ts'

export type Layout = Pick<Screen, 'paint' | 'width'>

const tints = {
  create: 'green',
  update: 'yellow',
  replace: 'magenta',
  delete: 'red',
  none: 'dim',
} as const satisfies Record<Action, keyof Paint>

/** A sign, right-aligned to three columns. */
export const signText = (action: Action, paint: Paint): string =>
  paint[tints[action]](signs[action].padStart(3))

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
