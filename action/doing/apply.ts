/** Applies what was reviewed, and nothing else. */
import { writeFileSync } from 'node:fs'
import { fail } from '../../cli/input/index.ts'
import { type ExitCode, exit } from '../../cli/shell/index.ts'
import { prose } from '../../cli/words/index.ts'
import { savedText } from '../../src/index.ts'
import { allow, type Merge } from '../asked/index.ts'
import type { Pull } from '../github/index.ts'
import { doneText, linePage, type Mark, planPage, type Review, summaryPage, textPage } from '../told/index.ts'
import { type Made, madeOf, type Planned, planAnew } from './planning.ts'
import { type Ended, render } from './program.ts'
import { reviewOf, verdictOn } from './reviewed.ts'
import { type Step, warn } from './step.ts'

/** What a merge brought, as it was reviewed. */
export const applyMerge = async (step: Step, merge: Merge): Promise<ExitCode> => {
  const github = step.github()
  const pull =
    merge.pull === undefined ? await github.pullMergedAs(merge.commit) : await github.pullNumbered(merge.pull)
  if (!pull) {
    if (step.inputs.unreviewed === 'apply') return applyUnreviewed(step, merge.commit)
    return fail('no-reviewed-plan', `no pull request was merged as ${merge.commit}`, allow)
  }
  const review = reviewOf(pull, await github.commentAbout(pull.number, step.about))
  return applyReviewed(step, { pull, review, commit: merge.commit })
}

/** Whatever is planned now. */
export const applyUnreviewed = async (step: Step, commit: string): Promise<ExitCode> => {
  const planned = await planAnew(step)
  if (!planned.made || planned.made.view.isRefused) return planned.code
  return (await applied(step, planned.made, commit)).code
}

interface Approved {
  readonly pull: Pull
  readonly review: Review
  readonly commit: string
}

const applyReviewed = async (step: Step, approved: Approved): Promise<ExitCode> => {
  const { review } = approved
  const planned = await planAnew(step)
  const { made } = planned
  if (!made) return refused(step, approved, planned, 'planning failed')
  const verdict = await verdictOn(review, made, () => keptPlan(step, review))
  switch (verdict.verdict) {
    case 'nothing to do':
      await comment(step, approved, (mark) => linePage('nothing is left to change.', mark, step.place))
      step.output({ 'exit-code': exit.ok })
      return exit.ok
    case 'stale':
      return refused(step, approved, planned, verdict.because)
    case 'apply': {
      const ended = await applied(step, verdict.made, approved.commit)
      if (ended.problems.some(({ code }) => code === 'stale-plan')) {
        return refused(
          step,
          approved,
          await planAnew(step),
          ended.problems.map(({ message }) => message).join('; '),
        )
      }
      await comment(step, approved, (mark) => endPage(step, verdict.made, mark, ended))
      return ended.code
    }
  }
}

/** What is kept under its name and is no plan, or an edited one, is as good as gone. */
const keptPlan = async (step: Step, { run }: Review): Promise<Made | undefined> => {
  const text = await step.github().artifactText(run, step.artifact)
  try {
    return text === undefined ? undefined : madeOf(text, step.artifact)
  } catch (error) {
    warn(step, error)
    return undefined
  }
}

const applied = async (step: Step, { saved, view }: Made, commit: string): Promise<Ended> => {
  const { flags, planFile, repoUrl } = step
  writeFileSync(planFile, savedText(saved))
  // What Render deploys by itself for the merge has the code of it, and perhaps the variables from before.
  const isOurs = saved.inputs.wish.repo?.toLowerCase() === repoUrl.toLowerCase()
  const isTold = ['--commit', '--no-wait'].some(flags.has)
  const ended = await render(
    step,
    ['apply', planFile, ...flags.apply, '--auto-approve', ...(isOurs && !isTold ? ['--commit', commit] : [])],
    { secrets: true },
  )
  step.output({ 'exit-code': ended.code })
  step.summary(
    summaryPage(
      view,
      ended.code === exit.ok ? `**Applied**: ${doneText(view)}.` : `**The apply ended with ${ended.code}.**`,
    ),
  )
  return ended
}

const endPage = ({ place }: Step, { view }: Made, mark: Mark, { code }: Ended): string =>
  code === exit.ok
    ? linePage(`applied, ${doneText(view)}.`, mark, place)
    : planPage(
        view,
        mark,
        place,
        `**The apply did not end well** (exit code ${code}): [the run](${place.runUrl}) tells why. Run it again to do the rest.`,
      )

/** The reviewed plan stays what an apply looks for: what is shown now, nobody has reviewed. */
const refused = async (
  step: Step,
  approved: Approved,
  planned: Planned,
  because: string,
): Promise<ExitCode> => {
  const { made, shown } = planned
  const note = `**Not applied**: ${prose(because)}. What would be applied now is below, and was not reviewed.`
  await comment(step, approved, (mark) =>
    made
      ? planPage(made.view, mark, step.place, note)
      : textPage(shown?.markdown() ?? '', mark, step.place, note),
  )
  step.output({ 'exit-code': exit.error })
  return fail(
    'stale-plan',
    `what was reviewed in pull request ${approved.pull.number} is not applied: ${because}`,
    'Its comment has the plan of now. Open another pull request, or apply it by hand.',
  )
}

/** What is done is done: that it cannot be told in the pull request fails no apply. */
const comment = async (
  step: Step,
  { pull, review }: Approved,
  page: (mark: Mark) => string,
): Promise<void> => {
  const { about, inputs } = step
  if (!inputs.comment) return
  try {
    await step.github().writeComment(pull.number, about, page({ about, review }))
  } catch (error) {
    warn(step, error)
  }
}
