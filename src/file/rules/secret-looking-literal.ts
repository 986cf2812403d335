import { filesOf, filesPath, items, type Rule } from '../judge/index.ts'
import { quoted, secretIn } from '../messages/index.ts'

/** Secrets do not belong into a file that others read. */
export const secretLookingLiteral: Rule = {
  doc: 'A secret that stands in the file.',
  check: ({ mapping, say }) => {
    const literals = [
      ...items(mapping, 'envVars').map(([{ key, value }, index]) => ({
        name: String(key),
        text: value,
        path: ['envVars', index, 'value'],
      })),
      ...filesOf(mapping).map(([{ name, content }, index]) => ({
        name: String(name),
        text: content,
        path: [...filesPath, index, 'content'],
      })),
    ]
    for (const { name, text, path } of literals) {
      const looks = typeof text === 'string' ? secretIn(name, text) : undefined
      if (looks === undefined) continue
      say(
        path,
        `the value of ${quoted(name)} looks like ${looks}, and everybody who reads the file can read it`,
        {
          todo: 'Write sync: false, and give the value with --secrets.',
          bare: true,
        },
      )
    }
  },
}
