import type { FilePath } from '../../rows/index.ts'
import { filesOf, filesPath, items, type Rule, type Subject, secretsOf, secretsPath } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

/** Found while the text is parsed, too. */
export const duplicateKey: Rule = {
  doc: 'A key twice in a mapping, or a variable or secret file twice.',
  check: (subject) => {
    const { mapping } = subject
    const variables = items(mapping, 'envVars').filter(([{ key }]) => key !== undefined)
    unique(subject, 'the variable', [
      ...variables.map(([{ key }, index]): Named => [String(key), ['envVars', index, 'key']]),
      ...secretsOf(mapping).map(([key, index]): Named => [key, [...secretsPath, index]]),
    ])
    const files = filesOf(mapping).map(([{ name }, index]): Named => [String(name), [...filesPath, index]])
    unique(subject, 'the secret file', files)
  },
}

type Named = readonly [name: string, path: FilePath]

const unique = ({ say, lineOf }: Subject, what: string, all: readonly Named[]): void => {
  const first = new Map<string, FilePath>()
  for (const [name, path] of all) {
    const before = first.get(name)
    if (before === undefined) first.set(name, path)
    else
      say(path, `${what} ${quoted(name)} stands here and in ${lineOf(before)}`, { todo: 'Keep one of them.' })
  }
}
