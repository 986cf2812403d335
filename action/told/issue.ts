/** The one issue of a file that has drifted: what becomes of it. Pure. */
import type { Mark } from './mark.ts'
import { linePage, type Place, textPage } from './page.ts'

/** An issue that is there. */
export interface KnownIssue {
  readonly number: number
  readonly isOpen: boolean
}

/** What is written to it. */
export interface IssueText {
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed'
}

const titleOf = ({ file }: Place): string => `Drift: ${file}`

/** `markdown`: what has drifted; undefined: nothing. Undefined: there is nothing to write. */
export const issueText = (
  found: KnownIssue | undefined,
  markdown: string | undefined,
  mark: Mark,
  place: Place,
): IssueText | undefined => {
  const title = titleOf(place)
  if (markdown !== undefined) return { title, body: textPage(markdown, mark, place), state: 'open' }
  if (!found?.isOpen) return undefined
  return {
    title,
    body: linePage('the workspace has what the file declares again.', mark, place),
    state: 'closed',
  }
}
