import { filesOf, filesPath, isDots, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

const form = /^[A-Za-z0-9_.-]+$/

export const fileName: Rule = {
  doc: 'A name that a secret file cannot have.',
  check: ({ mapping, say }) => {
    for (const [{ name }, index] of filesOf(mapping)) {
      const given = String(name)
      if (form.test(given) && !isDots(given)) continue
      const message = `the name of a secret file consists of letters, digits, _, - and .; got ${quoted(given)}`
      say([...filesPath, index, 'name'], message)
    }
  },
}
