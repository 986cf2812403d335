/** What there is to say of a deploy that failed: which, made of what, where to look, and the end of its log. */
import { readable } from '../../address.ts'
import { type Change, heldOf, liveOf } from '../../change.ts'
import { type Problem, problem } from '../../problem.ts'
import {
  type AnyDeploys,
  type Deploy,
  type FailedDeploy,
  failedDeploy,
  failureInWords,
  type LiveRecord,
} from '../../rows/index.ts'
import type { Run } from '../run.ts'
import { endOfLog } from './log.ts'
import { overdue } from './overdue.ts'

const seeIn = ({ link }: FailedDeploy): string =>
  link === undefined ? "Look at it in Render's Dashboard." : `See ${link}.`

const onlyWhenAsked = 'Change what makes it fail; as it is, only --redeploy-failed deploys it again.'

/** What an apply does not do, and what is not green for that. */
export const heldProblem = (change: Change): Problem | undefined => {
  const held = heldOf(change)
  if (!held) return undefined
  const { address } = change
  const message = `${readable(address)} is not deployed again: its ${failureInWords(held)}, and the one before it failed too`
  return problem('failed-deploy', message, `${seeIn(held)} ${onlyWhenAsked}`, { address })
}

/** Undefined: the deploy went well. One that has not ended is overdue. */
export const failureOf = async (
  change: Change,
  deploys: AnyDeploys,
  live: LiveRecord,
  deploy: Deploy,
  run: Run,
): Promise<Problem | undefined> => {
  const { address } = change
  if (deploys.state(deploy.status) === 'waiting') {
    const what = `deploy ${deploy.id} is still ${deploy.status}`
    return overdue(address, what, deploys.link(live, deploy.id), run.wishes.deployTimeout)
  }
  const failed = failedDeploy(deploys, live, [deploy, ...(liveOf(change)?.deploys ?? [])])
  if (!failed) return undefined
  const log = await endOfLog(deploys.log(live, deploy, run.known.workspace.id), run)
  const next = failed.repeated ? onlyWhenAsked : 'The next apply deploys it again.'
  return problem(
    'not-ready',
    `${readable(address)} was written, but its ${failureInWords(failed)}`,
    `${seeIn(failed)} ${next}`,
    {
      address,
      ...(log.length > 0 && { log }),
    },
  )
}
