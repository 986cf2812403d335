import type { FileObject } from '../../rows/index.ts'
import { items, type Rule } from '../judge/index.ts'
import { quoted, written } from '../messages/index.ts'
import { isMapping } from '../text/index.ts'

/** The name of a service says enough; what is of another type than the reference says is meant all the same. */
export const referenceType: Rule = {
  doc: 'A reference that names the wrong type.',
  straighten: ({ mapping, resources, say }) => {
    for (const [item, at] of items(mapping, 'envVars')) {
      const reference = item.fromService
      if (!isMapping(reference)) continue
      const targets = resources.services(reference.name)
      const [target] = targets
      if (!target || targets.some((one) => sameType(reference.type, one.mapping))) continue
      const type = String(target.mapping.type)
      const message = `${quoted(String(reference.name))} is of type ${type}; got ${quoted(String(reference.type))}`
      say(['envVars', at, 'fromService', 'type'], message, { todo: `Write ${written('type', type)}.` })
      reference.type = type
    }
  },
}

const sameType = (given: unknown, { type, runtime }: FileObject): boolean =>
  given === type ||
  (given === 'redis' && type === 'keyvalue') ||
  (given === 'static' && type === 'web' && runtime === 'static')
