import { Lexer, LineCounter, Parser, parseDocument } from 'yaml'

/** YAML from outside: what nests or repeats itself beyond measure is an error like any other, not the end of the process. */

interface YamlProblem {
  message: string
  /** The library's word for it, or one of `too-deep` and `too-large`. */
  code: string
  line: number
  column: number
}

export type YamlText = { value: unknown; problems?: undefined } | { problems: YamlProblem[] }

const maxDepth = 200

/** The library composes a document by recursion, so the depth is looked at before. */
const depthPasses = (text: string): boolean => {
  const parser = new Parser()
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > maxDepth) return false
  }
  return true
}

const atStart = (code: string, message: string): YamlText => ({
  problems: [{ code, message, line: 1, column: 1 }],
})

export const readYaml = (text: string): YamlText => {
  if (!depthPasses(text)) return atStart('too-deep', `nested deeper than ${maxDepth} levels`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const problems = document.errors.map(({ code, message, pos }) => {
    const { line, col } = lines.linePos(pos[0])
    return { code, message, line, column: col }
  })
  if (problems.length > 0) return { problems }
  try {
    return { value: document.toJS() }
  } catch {
    // Aliases that multiply, or that go round in a circle.
    return atStart('too-large', 'aliases that stand for too much')
  }
}
