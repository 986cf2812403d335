import { filesOf, filesPath, type Rule, variablesOf } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const ignoredSync: Rule = {
  doc: '`sync` beside a value.',
  check: ({ mapping, say }) => {
    for (const { item, key, path } of variablesOf(mapping)) {
      if (item.sync === undefined || item.value === undefined) continue
      say([...path, 'sync'], `${message(key, 'value')}, and Render's own sync refuses the file`, removeOne)
    }
    for (const [{ name, content, sync }, index] of filesOf(mapping)) {
      if (content === undefined || sync !== false) continue
      say([...filesPath, index, 'sync'], message(String(name), 'content'), removeOne)
    }
  },
}

const message = (key: string, name: string): string =>
  `"sync" is ignored: ${quoted(key)} has a ${quoted(name)} here`

const removeOne = { side: 'key', todo: 'Remove one of them.' } as const
