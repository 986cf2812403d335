import { nearest } from '../../rows/index.ts'
import { extension, ignorable, ignoredIn, ignoresOf } from '../form/index.ts'
import type { Rule } from '../judge/index.ts'
import { article, meant, quoted } from '../messages/index.ts'

export const ignorePath: Rule = {
  doc: 'A path to ignore that the resource has nothing for.',
  check: ({ entry: { kind }, mapping, say }) => {
    for (const [index, { path }] of ignoresOf(mapping).entries()) {
      if (ignoredIn(kind, path) !== undefined) continue
      const [head = '', ...key] = path.split('/')
      const near = nearest(head, [...ignorable(kind).keys()])
      const whole = near === undefined ? undefined : [near, ...key].join('/')
      const shown = meant(whole === path ? near : whole)
      const message = `${article(kind.title)} has nothing that ${quoted(path)} could mean${shown}`
      say([extension, 'ignore', index], message)
    }
  },
}
