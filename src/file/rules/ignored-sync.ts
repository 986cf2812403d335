import { filesOf, filesPath, isIdleSync, type Rule, variablesOf } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const ignoredSync: Rule = {
  doc: '`sync: false` beside a value.',
  check: ({ mapping, say }) => {
    for (const { key, path, given } of variablesOf(mapping)) {
      if (isIdleSync(given)) say([...path, 'sync'], message(key, 'value'), removeOne)
    }
    for (const [{ name, content, sync }, index] of filesOf(mapping)) {
      if (content === undefined || sync !== false) continue
      say([...filesPath, index, 'sync'], message(String(name), 'content'), removeOne)
    }
  },
}

const message = (key: string, name: string): string =>
  `"sync: false" is ignored: ${quoted(key)} has a ${quoted(name)} here`

const removeOne = { side: 'key', todo: 'Remove one of them.' } as const
