/** Workflow commands: lines of the log that the runner obeys. What comes from outside is escaped in them, or not obeyed at all. */
import type { Problem, Severity } from '../../src/index.ts'

const escaped = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

const words = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies Record<
  Severity,
  string
>

type Annotated = Pick<Problem, 'code' | 'severity' | 'message' | 'todo' | 'at'>

/** A problem beside the line of the file that it is about. `pathOf`: a file as the repository calls it. */
export const annotation = (
  { code, severity, message, todo, at }: Annotated,
  pathOf: (file: string) => string,
): string => {
  const properties = {
    ...(at && { file: pathOf(at.file), line: String(at.line), col: String(at.column) }),
    title: `render-sync ${code}`,
  }
  const said = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(value)}`)
  return `::${words[severity]} ${said.join(',')}::${escaped(todo === undefined ? message : `${message}. ${todo}`)}`
}

/** A line that begins and one that ends what the runner only prints. `token`: one that nobody can guess. */
export const notObeyed = (token: string): readonly [begin: string, end: string] => [
  `::stop-commands::${token}`,
  `::${token}::`,
]
