/** What stands in the comment of a pull request, in the issue of a drift and in the summary of a run. Pure. */
import { commentLimit, type PlanView, planMarkdown } from '../../cli/render/index.ts'
import { code } from '../../cli/words/index.ts'
import { type Mark, markText } from './mark.ts'

/** Where a page is from. */
export interface Place {
  /** The file, as the repository calls it. */
  readonly file: string
  /** The address of the run. */
  readonly runUrl: string
}

/** A plan below its mark. `note`: a sentence above it. */
export const planPage = (view: PlanView, mark: Mark, place: Place, note?: string): string =>
  framed(mark, place, note, (maxLength) => planMarkdown(view, { maxLength, wholeUrl: place.runUrl }))

/** What cannot be cut by resource: all of it, or where it is. */
export const textPage = (text: string, mark: Mark, place: Place, note?: string): string =>
  framed(mark, place, note, (maxLength) =>
    text.length <= maxLength ? text : `Too long for a comment: [the run](${place.runUrl}) has it.`,
  )

/** One line, where nothing is left to do. `says`: Markdown. */
export const linePage = (says: string, mark: Mark, { file, runUrl }: Place): string =>
  `${markText(mark)}\n**render-sync** ${code(file)}: ${says} ([run](${runUrl}))`

const between = '\n\n'

const framed = (
  mark: Mark,
  { file, runUrl }: Place,
  note: string | undefined,
  page: (maxLength: number) => string,
): string => {
  const head = note === undefined ? markText(mark) : `${markText(mark)}\n> [!WARNING]\n> ${note}`
  const foot = `---\n${code(file)}, [run](${runUrl})`
  const room = commentLimit - head.length - foot.length - 2 * between.length
  return [head, page(room), foot].join(between)
}

/** `1 added, 2 changed, 0 destroyed`. */
export const doneText = ({ totals: { add, change, destroy } }: Pick<PlanView, 'totals'>): string =>
  `${add} added, ${change} changed, ${destroy} destroyed`

/** What the summary of a step may have at most, in bytes. */
const summaryLimit = 1_048_576

/** A letter takes at most so many bytes for each of its UTF-16 units. */
const widest = 3

/** What cannot be cut by resource, in a summary. */
export const summaryText = (markdown: string): string =>
  Buffer.byteLength(markdown) < summaryLimit ? markdown : 'Too long for a summary: the log has it.'

/** The whole plan, as far as a summary has room for it. `ended`: what has become of it. */
export const summaryPage = (view: PlanView, ended = ''): string => {
  const room = summaryLimit - Buffer.byteLength(ended) - 2 * between.length
  const page = planMarkdown(view, { maxLength: room })
  const whole =
    Buffer.byteLength(page) <= room ? page : planMarkdown(view, { maxLength: Math.floor(room / widest) })
  return ended === '' ? whole : [ended, whole].join(between)
}
