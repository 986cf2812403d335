import { type Rule, variablesOf } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const missingValue: Rule = {
  doc: 'A variable without any source of its value.',
  check: ({ mapping, say }) => {
    for (const { key, path, given } of variablesOf(mapping)) {
      if (given.length > 0) continue
      const message = `the variable ${quoted(key)} has no value and is read like "sync: false"; Render's own sync refuses the file`
      say(path, message, {
        todo: 'Write sync: false, or give it a value.',
      })
    }
  },
}
