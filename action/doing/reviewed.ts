/** Whether what would be applied is what was reviewed. Pure. */

import { fail } from '../../cli/input/index.ts'
import type { SavedPlan } from '../../src/index.ts'
import type { Comment, Pull } from '../github/index.ts'
import type { Review } from '../told/index.ts'
import { isEmpty, type Made } from './planning.ts'

/** What was reviewed in a pull request. Throws `ProblemsError` (`no-reviewed-plan`) where nothing was that counts. */
export const reviewOf = ({ number, head }: Pull, comment: Comment | undefined): Review => {
  const none = (why: string) => fail('no-reviewed-plan', `pull request ${number} ${why}`, again)
  if (!comment) return none('has no comment with a plan of this file')
  if (comment.isEdited) return none('has a plan whose comment somebody has edited')
  const { review } = comment.mark
  if (!review) return none('has no plan: planning failed')
  if (review.head !== head) return none(`has a plan of commit ${review.head}, and ${head} was merged`)
  return review
}

const again =
  'Apply what is there now by hand: workflow_dispatch with unreviewed: apply, after a look at its plan.'

/** What becomes of an apply. `because`: what has moved since the review, as sentences. */
export type Verdict =
  | { readonly verdict: 'apply'; readonly made: Made }
  | { readonly verdict: 'nothing to do' }
  | { readonly verdict: 'stale'; readonly because: string }

/** `kept`: the plan that the reviewed run has kept. It is asked for only where what is planned now is another one. */
export const verdictOn = async (
  review: Review,
  fresh: Made,
  kept: () => Promise<Made | undefined>,
): Promise<Verdict> => {
  if (fresh.digest === review.digest) return { verdict: 'apply', made: fresh }
  if (isEmpty(fresh) && !fresh.view.isRefused) return { verdict: 'nothing to do' }
  const made = await kept()
  if (made?.digest !== review.digest)
    return {
      verdict: 'stale',
      because: 'the plan that was reviewed is not kept any more, and planning again gives another one',
    }
  const because = differing(made.saved, fresh.saved)
  // An apply of it tells what it has done from what somebody else has.
  return because === undefined ? { verdict: 'apply', made } : { verdict: 'stale', because }
}

/** Why two plans are not made from the same; undefined: they are. */
const differing = ({ inputs: kept }: SavedPlan, { inputs: now }: SavedPlan): string | undefined => {
  const textOf = (files: SavedPlan['inputs']['files'], name: string) =>
    files.find((file) => file.name === name)?.text
  const names = [...new Set([...kept.files, ...now.files].map(({ name }) => name))]
  const files = names.filter((name) => textOf(kept.files, name) !== textOf(now.files, name))
  if (files.length > 0) return `not as it was reviewed: ${files.join(', ')}`
  const wishesOf = ({ wish, wishes }: SavedPlan['inputs']) => JSON.stringify([sorted(wish), sorted(wishes)])
  return wishesOf(kept) === wishesOf(now) ? undefined : 'it was planned with other flags'
}

const sorted = (record: object) => Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1))
