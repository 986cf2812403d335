/** Plans, and shows the plan where it is reviewed. */
import type { ExitCode } from '../../cli/shell/index.ts'
import type { PullRequest } from '../asked/index.ts'
import { linePage, type Mark, planPage, textPage } from '../told/index.ts'
import { baseFlags } from './base.ts'
import { isEmpty, type Planned, planAnew } from './planning.ts'
import { type Step, warn } from './step.ts'

interface Planning {
  readonly on?: PullRequest
  readonly comment: boolean
}

export const planOnly = async (step: Step, { on, comment }: Planning): Promise<ExitCode> => {
  const planned = await planAnew(step, await baseFlags(step, on?.base))
  if (on && comment) await show(step, planned, on)
  return planned.code
}

const show = async (step: Step, planned: Planned, on: PullRequest): Promise<void> => {
  try {
    const github = step.github()
    const { head } = await github.pullNumbered(on.number)
    if (head !== on.head) {
      step.tell(`::notice::The pull request has a newer commit: its own run comments on it.`)
      return
    }
    await github.writeComment(on.number, step.about, pageOf(step, planned, on))
  } catch (error) {
    // Runs for forks may not write, and nobody expects a plan of them.
    if (!on.isOutside) throw error
    warn(step, error)
  }
}

const pageOf = (step: Step, { made, shown }: Planned, { head }: PullRequest): string => {
  const { about, place, run } = step
  if (!made) return textPage(shown?.markdown() ?? '## Failed', { about }, place)
  const mark: Mark = { about, review: { digest: made.digest, head, run } }
  if (isEmpty(made) && !made.view.isRefused) return linePage('nothing to change.', mark, place)
  return planPage(made.view, mark, place)
}
