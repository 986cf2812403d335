import { entryKeyIn } from '../form/index.ts'
import { listIn, type Rule, type Subject } from '../judge/index.ts'
import { keepItems } from '../text/index.ts'

/** By part: what Render takes once, in words. */
const once: Readonly<Record<string, string>> = {
  domain: 'the domain',
  group: 'the group',
  header: 'the header',
  route: 'a route for',
}

/** The first one counts. */
export const repeatedItem: Rule = {
  doc: 'A domain, group, header or route twice.',
  straighten: (subject) => {
    for (const list of Object.keys(subject.mapping)) dropRepeated(subject, list)
  },
}

const dropRepeated = ({ mapping, file, say, lineOf }: Subject, list: string): void => {
  const first = new Map<string, number>()
  const drop = new Set<number>()
  for (const [index, item] of listIn(mapping, list).entries()) {
    const { part = '', key = '' } = entryKeyIn(list, item) ?? {}
    const what = once[part]
    if (what === undefined) continue
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, index)
      continue
    }
    drop.add(index)
    const message = `${what} "${key}" stands here and in ${lineOf([list, before])}; the first one counts`
    say([list, index], message, { todo: 'Remove this one.' })
  }
  if (drop.size > 0) keepItems(file.marks, mapping, list, (_, index) => !drop.has(index))
}
