import { extension } from '../form/index.ts'
import { filesOf, filesPath, inner, type Rule, variablesOf } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const ignoredSync: Rule = {
  doc: '`sync` beside a value, or `optional` where there is no secret.',
  check: ({ mapping, say }) => {
    for (const { item, key, path, given } of variablesOf(mapping)) {
      const isSecret = given.length === 0 || given.join() === 'sync'
      if (!isSecret && inner(item, extension)?.optional !== undefined) {
        say([...path, extension, 'optional'], idle(key), removeIt)
      }
      if (item.sync === undefined || item.value === undefined) continue
      say([...path, 'sync'], `${message(key, 'value')}, and Render's own sync refuses the file`, removeOne)
    }
    for (const [{ name, content, sync, optional }, index] of filesOf(mapping)) {
      if (content !== undefined && optional !== undefined) {
        say([...filesPath, index, 'optional'], idle(String(name)), removeIt)
      }
      if (content === undefined || sync !== false) continue
      say([...filesPath, index, 'sync'], message(String(name), 'content'), removeOne)
    }
  },
}

const message = (key: string, name: string): string =>
  `"sync" is ignored: ${quoted(key)} has a ${quoted(name)} here`

const idle = (key: string): string => `"optional" is ignored: ${quoted(key)} is no secret`

const removeIt = { side: 'key', todo: 'Remove it.' } as const
const removeOne = { side: 'key', todo: 'Remove one of them.' } as const
