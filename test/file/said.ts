/** What the loader says about a file, one line for each problem. */
import { type InputFile, load } from '../../src/file/load.ts'
import { type Problem, ProblemsError } from '../../src/problem.ts'

const indented = (body: string, by: string) =>
  body
    .split('\n')
    .map((line) => by + line)
    .join('\n')

/** A file of one web service, which is right without the body. */
export const web = (body: string): string =>
  `services:\n- type: web\n  name: api\n  runtime: docker\n${indented(body, '  ')}\n`

/** A file of one database. */
export const database = (body: string): string => `databases:\n- name: main\n${indented(body, '  ')}\n`

const isErrorOrComment = ({ severity, code }: Problem) => severity === 'error' || code === 'unused-ignore'

/** Errors if there are any, else warnings and notes. */
export const problemsIn = (files: readonly InputFile[]): readonly Problem[] => {
  try {
    return load(files).problems
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems.filter(isErrorOrComment)
    throw error
  }
}

export const problemsOf = (text: string): readonly Problem[] => problemsIn([{ name: 'render.yaml', text }])

export const said = (text: string): readonly string[] =>
  problemsOf(text).map(
    ({ at, severity, code, message }) => `${at?.line}:${at?.column} ${severity} ${code}: ${message}`,
  )
