/** Text → plain values with their positions. YAML 1.2, whatever the file says. */
import {
  Composer,
  CST,
  type Document,
  Lexer,
  type ParsedNode,
  Parser,
  type YAMLParseError,
  type YAMLWarning,
} from 'yaml'
import { say } from '../messages/index.ts'
import type { Marks, ParsedFile } from './marks.ts'
import { toPlain } from './plain.ts'
import type { Report } from './report.ts'
import type { FileText } from './text.ts'

/** A comment, as it stands in the text. */
export interface Comment {
  readonly text: FileText
  readonly offset: number
  readonly source: string
}

const options = {
  schema: 'core',
  resolveKnownTags: false,
  // The library compares every key with every other one; ours are looked up, and the message names both lines.
  uniqueKeys: false,
} as const

/** Problems go to the report; undefined: there is nothing to go on with. */
export const parse = (
  text: FileText,
  marks: Marks,
  report: Report,
  onComment: (comment: Comment) => void,
): ParsedFile | undefined => {
  const document = documentOf(text, report, onComment)
  if (!document) return undefined
  if (document.errors.length === 0) text.understand(document.contents)
  for (const warning of document.warnings) {
    report.at(text, warning.pos[0], say.oddYaml(messageOf(warning, text)))
  }
  if (document.errors.length > 0) {
    // One mistake often makes the parser stumble several times over the same line.
    const lines = new Set<string>()
    for (const error of document.errors) {
      const [offset] = error.pos
      const line = text.line(offset)
      if (!lines.has(line)) report.at(text, offset, say.badYaml(messageOf(error, text)))
      lines.add(line)
    }
    return undefined
  }
  const root = toPlain(document.contents, {
    file: text,
    marks,
    report: (offset, problem, about) => report.at(text, offset, problem, about),
  })
  return root === undefined ? undefined : { text, root, marks }
}

/** What is said instead of the library's sentences that quote the text. */
const withoutText: Readonly<Record<string, string>> = {
  BAD_COLLECTION_TYPE: 'a tag that does not fit what follows',
  BAD_DIRECTIVE: 'a directive that is not known',
  BAD_DQ_ESCAPE: 'an escape sequence that there is not, between double quotes',
  TAG_RESOLVE_FAILED: 'a tag that is not known: a value that begins with "!" needs quotes',
  UNEXPECTED_TOKEN: 'something that cannot stand here',
}

const messageOf = ({ code, message, pos }: YAMLParseError | YAMLWarning, text: FileText): string =>
  (text.isSealed(pos[0]) && withoutText[code]) || message

const documentOf = (
  text: FileText,
  report: Report,
  onComment: (comment: Comment) => void,
): Document.Parsed<ParsedNode> | undefined => {
  const tokens = tokensOf(text, report, onComment)
  if (!tokens) return undefined
  const [first, second] = new Composer<ParsedNode>(options).compose(tokens, true, text.text.length)
  if (second) report.at(text, second.range[0], say.severalDocuments())
  return first
}

/** Levels of nesting: no render.yaml has more than ten. */
const depthLimit = 200

/** What the composer makes a document of. It calls itself for every level, so the depth is looked at before. */
const tokensOf = (
  text: FileText,
  report: Report,
  onComment: (comment: Comment) => void,
): readonly CST.Token[] | undefined => {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let inText = false
  for (const lexeme of new Lexer().lex(text.text)) {
    if (lexeme.startsWith('#') && !inText) onComment({ text, offset: parser.offset, source: lexeme })
    inText = lexeme === CST.SCALAR
    for (const token of parser.next(lexeme)) tokens.push(token)
    const top = parser.stack.length > depthLimit ? parser.stack.at(-1) : undefined
    if (top) {
      report.at(text, 'offset' in top ? top.offset : 0, say.tooDeep())
      return undefined
    }
  }
  for (const token of parser.end()) tokens.push(token)
  return tokens
}
