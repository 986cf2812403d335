import { isRefused } from '../../src/index.ts'
import { type ExitCode, exit } from '../exit.ts'
import type { RenderOptions } from '../flags/options.ts'
import { inFormat } from '../render/format.ts'
import { createScreen } from '../render/screen.ts'
import { planText, workspaceText } from '../render/text.ts'
import { stoppable } from '../stop.ts'
import { prepare } from './prepare.ts'

interface PlanOptions extends RenderOptions {
  readonly detailedExitcode?: true
}

/** Shows what an apply would change. */
export const plan = async (options: PlanOptions): Promise<ExitCode> => {
  const screen = createScreen(options)
  const { plan } = await stoppable(screen, options, (signal) =>
    prepare(options, screen, signal, (workspace) => {
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
