/** Whether nobody refers to what is deleted next with its data: looked at right before. */
import { readable } from '../../address.ts'
import type { Delete } from '../../change.ts'
import { ApiError } from '../../http/index.ts'
import type { LiveResource } from '../../live.ts'
import { usesAmong } from '../../plan/index.ts'
import { ProblemsError, problem } from '../../problem.ts'
import { mustSee, type Reader, readerOf, readParts } from '../../read/index.ts'
import { variableParts } from '../../references/index.ts'
import type { Apply } from '../run.ts'

/**
 * Throws `ProblemsError` (`in-use`) when a variable leads to it by now. The plan has looked as well; but one empty answer
 * that is not true, or a variable set since, must not cost a database that is in use.
 */
export const mustBeUnused = async (change: Delete, apply: Apply): Promise<void> => {
  const { address, kind, live, needs, destroysData } = change
  const { client, gone, signal } = apply
  const known = apply.known.copy()
  // What stands aside under another name is known by what took its place, and is referred to by nobody who was asked.
  const isItself = known.get(address)?.record.id === live.record.id
  if (!isItself || !destroysData || Object.keys(kind.outputs).length === 0) return
  const reader = readerOf(client, known, signal ? { signal } : {}, mustSee)
  // Those that the plan saw go before it, cease to refer to it before it, or go together with it.
  const seen = new Set([address, ...needs])
  const others = known.all().filter((other) => !seen.has(other.address) && !gone.has(other.record.id))
  await Promise.all(others.map((other) => readUnlessGone(reader, other)))
  const uses = usesAmong([live], known)
  const users = others.flatMap((other) => {
    const now = known.get(other.address)
    return now && !other.kind.derived?.(other.record) && uses.before(now).some(({ inside }) => !inside)
      ? [readable(other.address)]
      : []
  })
  if (users.length === 0) return
  throw new ProblemsError([
    problem(
      'in-use',
      `${readable(address)} is not deleted: ${users.join(', ')} refers to it, which the plan did not see`,
      'Plan again: what is referred to by what stays is kept.',
      { address },
    ),
  ])
}

/** What is gone by now refers to nothing: this apply deletes several at once. */
const readUnlessGone = async (reader: Reader, live: LiveResource): Promise<void> => {
  try {
    await readParts(reader, live, variableParts(live.kind))
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'not-found') throw error
    reader.known.remove(live.address)
  }
}
