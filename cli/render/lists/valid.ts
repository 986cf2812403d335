/** What is wrong with a file, or that nothing is. */
import type { Problem } from '../../../src/index.ts'
import type { Screen } from '../../shell/index.ts'
import { countText, heard, problemDocument, problemList, problemsText } from '../../words/index.ts'

type Problems = readonly Problem[]
type Hearing = Pick<Screen, 'quiet'>

const isValid = (problems: Problems) => problems.every(({ severity }) => severity !== 'error')

export const validText = (problems: Problems, { paint, quiet }: Pick<Screen, 'paint' | 'quiet'>): string => {
  const blocks = problemsText(problems, paint, quiet)
  return blocks.length > 0 ? blocks.join('\n\n') : countText(problems, quiet)
}

export const validDocument = (problems: Problems, { quiet }: Hearing) => ({
  valid: isValid(problems),
  problems: heard(problems, quiet).map(problemDocument),
})

export const validMarkdown = (problems: Problems, { quiet }: Hearing): string =>
  [
    isValid(problems) ? '## Valid' : '## Not valid',
    ...problemList(heard(problems, quiet)),
    countText(problems, quiet),
  ].join('\n\n')
