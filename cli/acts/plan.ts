import { isRefused } from '../../src/index.ts'
import type { RenderOptions } from '../flags/index.ts'
import { inFormat } from '../render/format.ts'
import { planText, workspaceText } from '../render/text.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../shell/index.ts'
import { prepare } from './prepare.ts'

interface PlanOptions extends RenderOptions {
  readonly detailedExitcode?: true
}

/** Shows what an apply would change. */
export const plan = async (options: PlanOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const { plan } = await stoppable(shell, options, (signal) =>
    prepare(options, shell, signal, (workspace) => {
      if (options.format === 'text') screen.out(`${workspaceText(workspace, screen.paint)}\n`)
    }),
  )
  const shown = await inFormat(options, {
    text: () => planText(plan, screen),
    document: async () => (await import('../render/json.ts')).planDocument(plan),
    markdown: async () => (await import('../render/markdown.ts')).planMarkdown(plan),
  })
  screen.out(shown)
  if (isRefused(plan)) return exit.error
  const changes = plan.changes.some(({ action }) => action !== 'none')
  return changes && options.detailedExitcode ? exit.changes : exit.ok
}
