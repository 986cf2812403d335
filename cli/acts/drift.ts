import { type Change, isAboutWriting } from '../../src/index.ts'
import type { RenderOptions } from '../flags/index.ts'
import { driftText } from '../render/drift.ts'
import { plannedFields } from '../render/entries.ts'
import { inFormat } from '../render/format.ts'
import { workspaceText } from '../render/text.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../shell/index.ts'
import { prepare } from './prepare.ts'

/** Tells whether the workspace still has what the file declares. */
export const drift = async (options: RenderOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const { plan } = await stoppable(shell, options, (signal) =>
    prepare(options, shell, signal, (workspace) => {
      if (options.format === 'text') screen.out(`${workspaceText(workspace, screen.paint)}\n`)
    }),
  )
  const drifted = plan.changes.filter(hasDrifted)
  // What only stands in the way of writing is no obstacle to comparing.
  const problems = plan.problems.filter((problem) => !isAboutWriting(problem))
  const shown = await inFormat(options, {
    text: () => driftText(plan, drifted, problems, screen),
    document: async () => (await import('../render/json.ts')).driftDocument(plan, drifted, problems),
    markdown: async () => (await import('../render/markdown.ts')).driftMarkdown(plan, drifted, problems),
  })
  screen.out(shown)
  if (problems.some(({ severity }) => severity === 'error')) return exit.error
  return drifted.length > 0 ? exit.changes : exit.ok
}

/** A service that would only be deployed again, for the sake of its group, has itself not drifted. */
const hasDrifted = (change: Change): boolean =>
  change.action !== 'none' &&
  (change.action !== 'update' ||
    plannedFields(change).length > 0 ||
    change.items.some(({ action }) => action !== 'none'))
