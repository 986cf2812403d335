/** The hidden first line of a comment or an issue: what it is about, and what was reviewed there. Pure. */
import { at, numberAt, textAt } from '../asked/index.ts'

/** What a reviewer has seen, and an apply may carry out. */
export interface Review {
  /** The digest of the saved plan. */
  readonly digest: string
  /** The newest commit of the pull request then. */
  readonly head: string
  /** The run that has the plan as an artifact. */
  readonly run: number
}

export interface Mark {
  /** The file, and what else tells one comment of a pull request from another. */
  readonly about: string
  /** Absent: there is no plan that could be applied. */
  readonly review?: Review
}

const begin = '<!-- render-sync-action '
const end = ' -->'

/** Signs that could end a comment of HTML stand in it as JSON escapes. */
export const markText = (mark: Mark): string => {
  const json = JSON.stringify(mark).replace(/[<>&-]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
  return begin + json + end
}

/** The mark of a text that begins with one. */
export const markIn = (body: string): Mark | undefined => {
  const [first = ''] = body.split(/\r?\n/, 1)
  if (!first.startsWith(begin) || !first.endsWith(end)) return undefined
  const found = parsed(first.slice(begin.length, -end.length))
  const about = textAt(found, 'about')
  if (about === undefined) return undefined
  const review = reviewIn(at(found, 'review'))
  return review ? { about, review } : { about }
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const reviewIn = (found: unknown): Review | undefined => {
  const [digest, head, run] = [textAt(found, 'digest'), textAt(found, 'head'), numberAt(found, 'run')]
  return digest === undefined || head === undefined || run === undefined ? undefined : { digest, head, run }
}
