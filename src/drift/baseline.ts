/** Differences that are known: a file of them, each with a reason and an end. Pure. */
import type { InputFile } from '../file/index.ts'
import { quoted, say } from '../file/messages/index.ts'
import {
  createReport,
  fileText,
  isMapping,
  type ParsedFile,
  parse,
  positionOf,
  type Report,
} from '../file/text/index.ts'
import { type Position, ProblemsError } from '../problem.ts'
import { nearest } from '../rows/index.ts'

/** A difference, or several, that count as none until a day. */
export interface Acceptance {
  /** An address, or a pattern of addresses in which `*` stands for any text; all that is inside is meant as well. */
  readonly address: string
  /** One field of what stands at that address itself; `*` stands for any text. */
  readonly field?: string
  readonly reason: string
  /** The last day on which it counts, as `YYYY-MM-DD` in UTC. */
  readonly until: string
  /** Where it stands in its file. */
  readonly at?: Position
}

export type Baseline = readonly Acceptance[]

const required = ['address', 'reason', 'until'] as const
const known = [...required, 'field'] as const

const holder = 'an accepted difference'

/**
 * Reads a list of accepted differences: YAML, or JSON, which is YAML as well. Throws `ProblemsError` with all that is
 * wrong with it at once.
 */
export const readBaseline = ({ name, text }: InputFile): Baseline => {
  const report = createReport()
  const file = parse(fileText(name, text.replace(/^\uFEFF/, '')), new WeakMap(), report, () => {})
  const baseline = file ? acceptancesIn(file, report) : []
  if (report.failed()) throw new ProblemsError(report.problems())
  return baseline
}

const acceptancesIn = (file: ParsedFile, report: Report): Baseline => {
  const { root, text } = file
  if (root === null) return []
  if (!Array.isArray(root)) {
    report.at(text, 0, say.wrongType('the file', 'a list of accepted differences', 'something else'))
    return []
  }
  return root.flatMap((_, index) => acceptanceAt(index, file, report) ?? [])
}

const acceptanceAt = (index: number, file: ParsedFile, report: Report): Acceptance | undefined => {
  const entry: unknown = (file.root as readonly unknown[])[index]
  if (!isMapping(entry)) {
    report.on(file, [index], say.wrongType(holder, 'a mapping', 'something else'))
    return undefined
  }
  for (const key of Object.keys(entry)) {
    if ((known as readonly string[]).includes(key)) continue
    report.on(file, [index, key], say.unknownKey(key, holder, nearest(key, known)), { side: 'key' })
  }
  const texts: Record<string, string> = {}
  for (const key of known) {
    const value = entry[key]
    if (typeof value === 'string' && value.trim() !== '') texts[key] = value
    else if (value !== undefined) report.on(file, [index, key], say.wrongType(`"${key}"`, 'a text', 'none'))
    else if (key !== 'field') report.on(file, [index], say.missingKey(key, holder))
  }
  const { address, reason, until, field } = texts
  if (address === undefined || reason === undefined || until === undefined) return undefined
  if (!isDay(until)) {
    report.on(file, [index, 'until'], say.wrongValue('"until"', 'a day such as 2030-12-31', quoted(until)))
  }
  return { address, reason, until, ...(field !== undefined && { field }), at: positionOf(file, [index]) }
}

/** A day of the calendar: `2030-02-30` is none. */
const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
