/** What is said of a resource that stops because somebody else has been there. */
import { readable } from '../../address.ts'
import type { Change, Update } from '../../change.ts'
import { ApiError } from '../../http/index.ts'
import { type Problem, ProblemsError, problem } from '../../problem.ts'

const problemOf = (
  { address }: Pick<Change, 'address'>,
  moved: readonly string[],
  where: Pick<Problem, 'request'> = {},
): Problem =>
  problem(
    'changed-meanwhile',
    `somebody else has changed ${readable(address)} since the plan was made, and that is not overwritten: ${moved.join('; ')}`,
    "Plan again, and decide whether that or the file is right. Render's audit log tells who it was.",
    { address, ...where },
  )

/** Throws `ProblemsError` (`changed-meanwhile`) if anything was. */
export const refuseMoved = (change: Pick<Change, 'address'>, moved: readonly string[]): void => {
  if (moved.length > 0) throw new ProblemsError([problemOf(change, moved)])
}

/** What does not find the resource, or what it refers to, says that somebody has deleted it. */
export const orGone = async <Answer>(change: Update, act: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'not-found') throw error
    const { request } = error.problems[0] ?? {}
    const moved = `it, or what it refers to, is gone (${error.where})`
    throw new ProblemsError([problemOf(change, [moved], request && { request })])
  }
}
