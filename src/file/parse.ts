/** Text → plain values with the places they stand at. YAML 1.2, whatever the file says. */
import { LineCounter, parseDocument } from 'yaml'
import type { Marks } from './marks.ts'
import { say } from './messages.ts'
import { toPlain } from './plain.ts'
import type { Report } from './report.ts'

export interface ParsedFile {
  readonly root: unknown
  readonly marks: Marks
}

/** Problems go to the report; undefined: there is nothing to go on with. */
export const parse = (text: string, report: Report): ParsedFile | undefined => {
  const document = read(text, report)
  if (!document) return undefined
  for (const { pos, message } of document.warnings) report.at(pos[0], say.oddYaml(message))
  if (document.errors.length > 0) {
    // One mistake often makes the parser stumble several times over the same line.
    const lines = new Set<number>()
    for (const { pos, message } of document.errors) {
      const line = report.lineOf(pos[0])
      if (!lines.has(line)) report.at(pos[0], say.badYaml(message))
      lines.add(line)
    }
    return undefined
  }
  const marks: Marks = new WeakMap()
  const tools = { text, marks, report: report.at, lineOf: report.lineOf }
  return { root: toPlain(document.contents, tools), marks }
}

const read = (text: string, report: Report) => {
  try {
    return parseDocument(text, {
      schema: 'core',
      resolveKnownTags: false,
      // The library compares every key with every other one; ours are looked up, and the message names both lines.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
      lineCounter: new LineCounter(),
    })
  } catch (error) {
    // The parser calls itself for every level.
    if (!(error instanceof RangeError)) throw error
    report.at(0, say.tooDeep())
    return undefined
  }
}
