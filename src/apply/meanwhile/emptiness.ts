/** Whether what is deleted next has nothing in it that would go along unasked: looked at right before. */
import { readable } from '../../address.ts'
import type { Delete } from '../../change.ts'
import { ProblemsError, problem } from '../../problem.ts'
import { type Inside, readInside } from '../../read/index.ts'
import type { Apply } from '../run.ts'

const mostNamed = 5

const nameOf = ({ id, address }: Inside): string =>
  address === undefined ? `${id} (of a type that is not known yet)` : `${readable(address)} (${id})`

/**
 * Throws `ProblemsError` when something stands in it that this apply has not deleted, and that was not there to be seen when
 * it was planned: the API deletes a project or an environment with all that is in it (API facts §1.10). Somebody may
 * still put something in between this look and the request behind it.
 */
export const mustBeEmpty = async ({ address, live }: Delete, apply: Apply): Promise<void> => {
  const { client, known, gone, signal } = apply
  const { inside, unobserved } = await readInside(client, known, live, signal && { signal })
  const [missed] = unobserved
  if (missed) {
    const message = `${readable(address)} is not deleted: what is in it could not all be seen (${missed.where} answered 403)`
    throw new ProblemsError([
      problem('not-empty', message, `Use a key that may read ${missed.area}.`, { address }),
    ])
  }
  // An environment that was planned with goes with its project, once it is empty.
  const left = inside.filter(({ id, isChild }) => !gone.has(id) && !(isChild && known.addressOf(id)))
  if (left.length === 0) return
  const more = left.length > mostNamed ? ` and ${left.length - mostNamed} more` : ''
  const names = left.slice(0, mostNamed).map(nameOf).join(', ')
  const message = `${readable(address)} is not deleted: ${names}${more} would go with it`
  throw new ProblemsError([
    problem('not-empty', message, 'Move or delete what is in it, then apply again.', { address }),
  ])
}
