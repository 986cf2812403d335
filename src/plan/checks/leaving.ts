/** Services that are to leave an environment, and stay linked to a group in it. Pure. */
import { readable } from '../../address.ts'
import type { Problem } from '../../problem.ts'
import { leaving } from '../leaving.ts'
import { refusal, type Subject } from './subject.ts'

/** Render refuses it, at any time: the link, or the group, has to go first. */
export const stillLinked = ({ changes, known }: Subject): readonly Problem[] =>
  leaving([...changes.values()], known)
    .filter(({ stays }) => stays)
    .flatMap(({ by, environment, group }) => {
      const change = changes.get(by)
      if (!change) return []
      const message = `${readable(by)} cannot leave ${readable(environment)}: it is linked to ${readable(group)}, which is in it`
      const todo =
        'Unlink it first (--prune groupLinks, where the file does not link it), or move the group as well.'
      return [refusal('change-refused', change.desired.at, by, message, todo)]
    })
