/** What there is to say of a deploy that failed: which, made of what, where to look, and the end of its log. */
import { readable } from '../address.ts'
import { type Change, heldOf, liveOf } from '../change.ts'
import type { ApiRequest } from '../http/index.ts'
import { type Problem, problem } from '../problem.ts'
import {
  type AnyDeploys,
  type Deploy,
  type FailedDeploy,
  failedDeploy,
  failureInWords,
  type LiveRecord,
} from '../rows/index.ts'
import { type Run, waits } from './run.ts'

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

/** Undefined: the deploy went well. */
export const failureOf = async (
  change: Change,
  deploys: AnyDeploys,
  live: LiveRecord,
  deploy: Deploy,
  run: Run,
): Promise<Problem | undefined> => {
  const { address } = change
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

interface LogPage {
  readonly logs?: readonly { readonly message?: string }[] | null
}

/** Most that is shown of a log: a line of it may be a page long. */
const mostLines = 10

/** The last lines, the oldest first: builds print what they are given. A log that cannot be read hides no failure. */
const endOfLog = async (request: ApiRequest, run: Run): Promise<readonly string[]> => {
  try {
    const { logs } = await run.client.send<LogPage>(request, waits(run))
    return [...(logs ?? [])]
      .reverse()
      .flatMap(({ message = '' }) => run.client.hide(message).split(/\r?\n/))
      .filter((line) => line.trim() !== '')
      .slice(-mostLines)
  } catch {
    return []
  }
}
