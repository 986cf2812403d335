import type { Command } from 'commander'
import { digestOfSaved } from '../../../src/index.ts'
import type { FormatOptions, GlobalOptions, PageOptions } from '../../flags/index.ts'
import { readPlan } from '../../input/index.ts'
import {
  planDocument,
  planMarkdown,
  planText,
  printIn,
  recordedView,
  savedLine,
  workspaceText,
} from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'

interface ShowOptions extends GlobalOptions, FormatOptions, PageOptions {}

/** Prints a saved plan as it was when it was made: nothing is read. */
export const show = async (options: ShowOptions, shell: Shell, { args }: Command): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const saved = await stoppable(shell, {}, (signal) => readPlan(shell, args[0] ?? '', signal))
  const view = recordedView(saved.document, screen)
  const digest = digestOfSaved(saved)
  printIn(options, screen, {
    text: () =>
      [workspaceText(view.workspace, screen.paint), planText(view, screen), savedLine(digest)].join('\n\n'),
    document: () => planDocument(view),
    markdown: () => planMarkdown(view, options),
  })
  return exit.ok
}
