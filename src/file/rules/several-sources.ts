import { inner, isIdleSync, items, type Rule, variablesOf } from '../judge/index.ts'
import { listed, quoted } from '../messages/index.ts'

export const severalSources: Rule = {
  doc: 'A variable with several sources of its value.',
  check: ({ mapping, say }) => {
    for (const [item, index] of items(mapping, 'envVars')) {
      const beside = Object.keys(item).filter((name) => name !== 'fromGroup')
      if (item.fromGroup === undefined || beside.length === 0) continue
      const message = `"fromGroup" stands alone in its entry; got ${listed(beside.map(quoted))} as well`
      say(['envVars', index, 'fromGroup'], message, { side: 'key' })
    }
    for (const { item, key, path, given } of variablesOf(mapping)) {
      if (given.length > 1 && !isIdleSync(given)) say(path, message(key, given), keepOne)
      const { property, envVarKey } = inner(item, 'fromService') ?? {}
      if (property === undefined || envVarKey === undefined) continue
      say([...path, 'fromService'], message(key, ['property', 'envVarKey']), keepOne)
    }
  },
}

const message = (key: string, sources: readonly string[]): string =>
  `the variable ${quoted(key)} has several sources: ${listed(sources)}`

const keepOne = { todo: 'Keep one of them.' }
