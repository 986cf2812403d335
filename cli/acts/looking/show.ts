import type { Command } from 'commander'
import { digestOfSaved } from '../../../src/index.ts'
import type { Format, GlobalOptions, PageOptions } from '../../flags/index.ts'
import { readPlan } from '../../input/index.ts'
import {
  pageIn,
  planDocument,
  planMarkdown,
  planText,
  recordedView,
  savedLine,
  workspaceText,
} from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'

interface ShowOptions extends GlobalOptions, PageOptions {
  readonly format: Format
}

/** Prints a saved plan as it was when it was made: nothing is read. */
export const show = async (options: ShowOptions, shell: Shell, { args }: Command): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const saved = await stoppable(shell, {}, (signal) => readPlan(shell, args[0] ?? '', signal))
  const view = recordedView(saved.document, screen)
  const digest = digestOfSaved(saved)
  await pageIn(options, screen, {
    text: () =>
      [workspaceText(view.workspace, screen.paint), planText(view, screen), savedLine(digest)].join('\n\n'),
    document: () => planDocument(view),
    markdown: () => planMarkdown(view, options),
    findings: async () => (await import('../../render/machines/index.ts')).planFindings(view),
    html: async () => (await import('../../render/html/index.ts')).planPage(view),
  })
  return exit.ok
}
