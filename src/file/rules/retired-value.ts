import type { AnyFields } from '../../rows/index.ts'
import type { Rule } from '../judge/index.ts'
import { article, quoted } from '../messages/index.ts'
import { valueAt } from '../text/index.ts'

export const retiredValue: Rule = {
  doc: 'A value that live resources keep and no new one gets: a legacy or custom plan.',
  check: ({ entry: { kind }, mapping, say }) => {
    for (const [name, { codec }] of Object.entries(kind.fields as AnyFields)) {
      const path = name.split('.')
      const value = valueAt(mapping, path)
      const retired = value === undefined ? undefined : codec.retired?.(codec.toApi(value))
      if (!retired) continue
      const message = `"${name}" ${quoted(value)} is kept where it is live; no new ${kind.title} gets it`
      const { instead } = retired
      const todo = instead ? `For ${article(`new ${kind.title}`)}, write ${quoted(instead)}.` : undefined
      say(path, message, { ...(todo && { todo }) })
    }
  },
}
