/** Looks whether the workspace still has what the file declares, and keeps one issue of it. */
import { type ExitCode, exit } from '../../cli/shell/index.ts'
import { issueText, summaryText } from '../told/index.ts'
import { render } from './program.ts'
import type { Step } from './step.ts'

/** `report`: whether there is to be an issue. */
export const drift = async (step: Step, report: boolean): Promise<ExitCode> => {
  const { inputs, flags, about, place } = step
  const files = inputs.files.flatMap((name) => ['--file', name])
  const { code, shown } = await render(step, ['drift', ...files, ...flags.all], { secrets: true })
  const markdown = shown?.markdown() ?? ''
  step.output({ 'exit-code': code, changes: code === exit.changes })
  step.summary(summaryText(markdown))
  // Where something was not seen, or went wrong, nobody knows whether it is clean.
  if (report && (code === exit.ok || code === exit.changes)) {
    const found = code === exit.changes ? markdown : undefined
    await step.github().writeIssue(about, (known) => issueText(known, found, { about }, place))
  }
  return code
}
