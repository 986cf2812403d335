import { digestOfSaved, savePlan, unkeyedNotes } from '../../../src/index.ts'
import type { PageOptions, RenderOptions } from '../../flags/index.ts'
import { checkOutputs, commitOf } from '../../input/index.ts'
import { planDocument, planMarkdown, planText, planView, printIn, workspaceText } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { prepare } from './prepare.ts'
import { save } from './saved.ts'

interface PlanOptions extends RenderOptions, PageOptions {
  readonly out?: string
  readonly detailedExitcode?: true
}

/** Shows what an apply would change. */
export const plan = async (options: PlanOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const { out } = options
  if (out !== undefined) await checkOutputs(shell, [{ name: out }])
  const { plan: found, inputs } = await stoppable(shell, options, (signal) =>
    prepare(options, shell, signal, (workspace) => {
      if (options.format === 'text') screen.out(`${workspaceText(workspace, screen.paint)}\n`)
    }),
  )
  const made = out === undefined ? found : { ...found, problems: [...found.problems, ...unkeyedNotes(found)] }
  const beside = {
    digest: digestOfSaved(savePlan({ plan: made }, inputs, { refused: false })),
    commit: await commitOf(shell, inputs.files[0]?.name ?? ''),
  }
  const view = planView(made, { ...beside, quiet: screen.quiet })
  printIn(options, screen, {
    text: () => planText(view, screen),
    document: () => planDocument(view),
    markdown: () => planMarkdown(view, options),
  })
  if (out !== undefined) await save(out, { plan: made, inputs, view: planView(made, beside) }, shell, screen)
  if (view.isRefused) return exit.error
  return view.acting.length + view.held.length > 0 && options.detailedExitcode ? exit.changes : exit.ok
}
