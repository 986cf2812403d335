/** Checks the files, without a key and without a network. */
import type { ExitCode } from '../../cli/shell/index.ts'
import { summaryText } from '../told/index.ts'
import { render } from './program.ts'
import type { Step } from './step.ts'

/** `instead`: a plan was asked for. */
export const validate = async (step: Step, instead: boolean): Promise<ExitCode> => {
  const { inputs, flags } = step
  if (instead) {
    step.tell(
      '::notice::No API key is given to runs for forks and for Dependabot: the file is validated, and not planned.',
    )
  }
  const files = inputs.files.flatMap((name) => ['--file', name])
  const { code, shown } = await render(step, ['validate', ...files, ...(instead ? [] : flags.all)])
  step.output({ 'exit-code': code })
  step.summary(summaryText(shown?.markdown() ?? ''))
  return code
}
