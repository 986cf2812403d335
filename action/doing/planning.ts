/** Plans what the files of the checkout declare, and keeps the plan. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { recordedView } from '../../cli/render/index.ts'
import { digestOfSaved, readSavedPlan, type SavedPlan } from '../../src/index.ts'
import { summaryPage, summaryText } from '../told/index.ts'
import { type Ended, render } from './program.ts'
import type { Step } from './step.ts'

export interface Made {
  readonly saved: SavedPlan
  readonly digest: string
  readonly view: ReturnType<typeof recordedView>
}

/** `made`: undefined where there was no plan to be made. */
export interface Planned extends Ended {
  readonly made: Made | undefined
}

/** Plans without the values of secrets, so that whoever has none makes the same plan. `more`: flags that change nothing of it. */
export const planAnew = async (step: Step, more: readonly string[] = []): Promise<Planned> => {
  const { inputs, flags, planFile, artifact } = step
  rmSync(planFile, { force: true })
  const files = inputs.files.flatMap((name) => ['--file', name])
  const ended = await render(step, [
    'plan',
    ...files,
    ...flags.plan,
    ...more,
    '--secrets-later',
    '--detailed-exitcode',
    '--out',
    planFile,
  ])
  const made = existsSync(planFile) ? madeOf(readFileSync(planFile, 'utf8'), planFile) : undefined
  step.output({
    'exit-code': ended.code,
    ...(made && { ...outputsOf(made), 'plan-file': planFile, 'plan-artifact': artifact }),
  })
  step.summary(made ? summaryPage(made.view) : summaryText(ended.shown?.markdown() ?? ''))
  return { ...ended, made }
}

/** Throws `ProblemsError` (`bad-plan`) for a plan that somebody has edited. */
export const madeOf = (text: string, name: string): Made | undefined => {
  const saved = readSavedPlan(text, name)
  return saved && { saved, digest: digestOfSaved(saved), view: recordedView(saved.document) }
}

/** Whether an apply of it would do something. */
export const isEmpty = ({ view }: Made): boolean => view.acting.length + view.held.length === 0

/** With a price that nobody knows it is not known by how much. */
const costDelta = ({ view: { cost } }: Made): string =>
  cost.difference.unknown.length > 0 ? 'unknown' : cost.difference.month.toFixed(2)

const outputsOf = (made: Made) => {
  const { add, change, destroy } = made.view.totals
  return {
    changes: !isEmpty(made),
    'to-add': add,
    'to-change': change,
    'to-destroy': destroy,
    'plan-digest': made.digest,
    'cost-delta': costDelta(made),
  }
}
