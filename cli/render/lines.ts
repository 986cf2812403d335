/** Lays entries out in lines that fit the width. */
import { cut, cutBoth, type Layout, shown, signText } from '../words/index.ts'
import type { Entry } from './entries.ts'

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

const valueLines = (entry: Entry, indent: number, layout: Layout): readonly string[] => {
  const { label, values } = entry
  const { paint, width } = layout
  const notes = noted(entry.notes)
  if (!values) return [cut(label + notes, width - indent)]
  const room = width - indent - label.length - 2 - notes.length
  const after = shown(values.after)
  if (values.created) {
    if (after.length <= room) return [`${label}: ${after}${paint.dim(notes)}`]
    return [`${label}:${paint.dim(notes)}`, ' '.repeat(indent + step) + cut(after, width - indent - step)]
  }
  const before = shown(values.before)
  if (before.length + after.length + 3 <= room) {
    return [`${label}: ${before} ${paint.dim('→')} ${after}${paint.dim(notes)}`]
  }
  return [`${label}:${paint.dim(notes)}`, ...stacked(values, indent, layout)]
}

/** What does not fit beside each other stands below each other; of lists only what comes and goes. */
const stacked = (
  { before, after }: { readonly before: unknown; readonly after: unknown },
  indent: number,
  { paint, width }: Layout,
): readonly string[] => {
  const room = width - indent - step
  const line = (sign: string, text: string) => `${' '.repeat(indent + step - 2)}${sign} ${text}`
  if (Array.isArray(before) && Array.isArray(after)) {
    const [had, has] = [before.map(shown), after.map(shown)]
    const gone = had
      .filter((item) => !has.includes(item))
      .map((item) => line(paint.red('-'), cut(item, room)))
    const come = has
      .filter((item) => !had.includes(item))
      .map((item) => line(paint.green('+'), cut(item, room)))
    if (gone.length + come.length > 0) return [...gone, ...come]
  }
  const [one, other] = cutBoth(shown(before), shown(after), room)
  return [line(paint.red('-'), one), line(paint.green('+'), other)]
}
