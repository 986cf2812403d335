import type { RenderOptions } from '../../flags/index.ts'
import { planDocument, planMarkdown, planText, planView, printIn, workspaceText } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { prepare } from './prepare.ts'

interface PlanOptions extends RenderOptions {
  readonly detailedExitcode?: true
}

/** Shows what an apply would change. */
export const plan = async (options: PlanOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const { plan: made } = await stoppable(shell, options, (signal) =>
    prepare(options, shell, signal, (workspace) => {
      if (options.format === 'text') screen.out(`${workspaceText(workspace, screen.paint)}\n`)
    }),
  )
  const view = planView(made, screen)
  printIn(options, screen, {
    text: () => planText(view, screen),
    document: () => planDocument(view),
    markdown: () => planMarkdown(view),
  })
  if (view.isRefused) return exit.error
  return view.acting.length + view.held.length > 0 && options.detailedExitcode ? exit.changes : exit.ok
}
