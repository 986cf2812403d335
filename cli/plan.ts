import { isRefused, type Plan } from '../src/index.ts'
import { type ExitCode, exit } from './exit.ts'
import type { RenderOptions } from './options.ts'
import { prepare } from './prepare.ts'
import { planText, workspaceText } from './render/text.ts'
import { createScreen, type Screen } from './screen.ts'
import { stoppable } from './stop.ts'

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
  screen.out(await rendered(plan, options, screen))
  if (isRefused(plan)) return exit.error
  const changes = plan.changes.some(({ action }) => action !== 'none')
  return changes && options.detailedExitcode ? exit.changes : exit.ok
}

const rendered = async (plan: Plan, { format }: RenderOptions, screen: Screen): Promise<string> => {
  switch (format) {
    case 'text':
      return planText(plan, screen)
    case 'json':
      return JSON.stringify((await import('./render/json.ts')).planDocument(plan), undefined, 2)
    case 'markdown':
      return (await import('./render/markdown.ts')).planMarkdown(plan)
  }
}
