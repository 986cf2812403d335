import { isDots, items, type Rule, secretsOf, secretsPath } from '../judge/index.ts'
import { quotedName } from '../messages/index.ts'

const form = /^[A-Za-z_.-][A-Za-z0-9_.-]*$/

export const variableName: Rule = {
  doc: 'A name that a variable cannot have.',
  check: ({ mapping, say }) => {
    for (const [{ key }, index] of items(mapping, 'envVars')) {
      if (key !== undefined && isWrong(String(key))) say(['envVars', index, 'key'], message(String(key)))
    }
    for (const [key, index] of secretsOf(mapping)) {
      if (isWrong(key)) say([...secretsPath, index], message(key))
    }
  },
}

const isWrong = (key: string): boolean => !form.test(key) || isDots(key)

const message = (got: string): string =>
  `the name of a variable consists of letters, digits, _, - and . and starts with no digit; got ${quotedName(got)}`
