import { formerName, formerPath, type Rule } from '../judge/index.ts'
import { quoted } from '../messages/index.ts'

export const needlessRename: Rule = {
  doc: 'A former name that is the present one.',
  check: ({ entry, say }) => {
    const before = formerName(entry)
    if (before === undefined || before !== entry.names.at(-1)) return
    say(formerPath, `${quoted(before)} is the name it has`, { todo: 'Remove "renamedFrom".' })
  },
}
