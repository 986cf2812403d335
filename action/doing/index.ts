/** What a step does, by its task. */
import type { ExitCode } from '../../cli/shell/index.ts'
import { never } from '../../src/index.ts'
import type { Task } from '../asked/index.ts'
import { applyMerge, applyUnreviewed } from './apply.ts'
import { drift } from './drift.ts'
import { planOnly } from './plan.ts'
import type { Step } from './step.ts'
import { validate } from './validate.ts'

export { type Outside, type Step, stepOf } from './step.ts'

/** Resolves with the exit code of the command line. Throws `ProblemsError` for what it does not begin. */
export const done = (task: Task, step: Step): Promise<ExitCode> => {
  switch (task.task) {
    case 'validate':
      return validate(step, task.instead)
    case 'plan':
      return planOnly(step, task)
    case 'apply':
      return applyMerge(step, task.merge)
    case 'apply unreviewed':
      return applyUnreviewed(step, task.commit)
    case 'drift':
      return drift(step, task.report)
    default:
      return never(task)
  }
}
