/** Lays entries out in lines that fit the width. Nothing of a value is left out. */
import { type Layout, shown, signText, wrapped } from '../../words/index.ts'
import type { Entry } from '../view/index.ts'

const step = 4

/** One entry, as many lines as it needs. `indent` is where its label stands. */
export const entryLines = (entry: Entry, indent: number, layout: Layout): readonly string[] => {
  const { paint } = layout
  const lead = entry.action
    ? `${' '.repeat(indent - step)}${signText(entry.action, paint)} `
    : ' '.repeat(indent)
  const [first = '', ...rest] = valueLines(entry, indent, layout)
  return [lead + first, ...rest, ...entry.inside.flatMap((inner) => entryLines(inner, indent + step, layout))]
}

const noted = (notes: readonly string[]) => notes.map((note) => ` (${note})`).join('')

/** The first line without its indent, the others with it. */
const valueLines = (entry: Entry, indent: number, layout: Layout): readonly string[] => {
  const { label, values } = entry
  const { paint, width } = layout
  const notes = noted(entry.notes)
  if (!values) return headLines(label, notes, indent, layout)
  const room = width - indent - label.length - 2 - notes.length
  const [before, after] = [shown(values.before), shown(values.after)]
  if (values.created) {
    if (after.length <= room) return [`${label}: ${after}${paint.dim(notes)}`]
    return [...headLines(`${label}:`, notes, indent, layout), ...folded(after, indent + step, width)]
  }
  if (before.length + after.length + 3 <= room) {
    return [`${label}: ${before} ${paint.dim('→')} ${after}${paint.dim(notes)}`]
  }
  return [...headLines(`${label}:`, notes, indent, layout), ...stacked(values, indent, layout)]
}

const headLines = (
  label: string,
  notes: string,
  indent: number,
  { paint, width }: Layout,
): readonly string[] => {
  if (indent + label.length + notes.length <= width) return [label + paint.dim(notes)]
  const [first = '', ...rest] = wrapped(label + notes, width - indent)
  return [first, ...rest.map((line) => ' '.repeat(indent) + line)]
}

const folded = (text: string, indent: number, width: number): readonly string[] =>
  wrapped(text, width - indent).map((line) => ' '.repeat(indent) + line)

/** What does not fit beside each other stands below each other; of lists only what comes and goes. */
const stacked = (
  { before, after }: { readonly before: unknown; readonly after: unknown },
  indent: number,
  { paint, width }: Layout,
): readonly string[] => {
  const signed = (sign: string, text: string): readonly string[] => {
    const [first = '', ...rest] = folded(text, indent + step, width)
    return [`${' '.repeat(indent + step - 2)}${sign} ${first.trimStart()}`, ...rest]
  }
  const gone = (text: string) => signed(paint.red('-'), text)
  const come = (text: string) => signed(paint.green('+'), text)
  if (Array.isArray(before) && Array.isArray(after)) {
    const [had, has] = [before.map(shown), after.map(shown)]
    const lines = [
      ...had.filter((item) => !has.includes(item)).flatMap(gone),
      ...has.filter((item) => !had.includes(item)).flatMap(come),
    ]
    if (lines.length > 0) return lines
  }
  return [...gone(shown(before)), ...come(shown(after))]
}
