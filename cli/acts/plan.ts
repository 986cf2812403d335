import type { RenderOptions } from '../flags/index.ts'
import { inFormat, planDocument, planMarkdown, planText, planView, workspaceText } from '../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../shell/index.ts'
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
  const shown = inFormat(options, {
    text: () => planText(view, screen),
    document: () => planDocument(view),
    markdown: () => planMarkdown(view),
  })
  screen.out(shown)
  if (view.isRefused) return exit.error
  return view.acting.length + view.held.length > 0 && options.detailedExitcode ? exit.changes : exit.ok
}
