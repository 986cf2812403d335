import { load } from '../../../src/index.ts'
import type { FileOptions } from '../../flags/index.ts'
import { findFiles, readFiles } from '../../input/index.ts'
import { dotText, fileGraph, type Graph, mermaidText, svgText } from '../../render/graph/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { problemsText } from '../../words/index.ts'

const drawers = {
  mermaid: mermaidText,
  dot: dotText,
  svg: svgText,
} as const satisfies Record<string, (graph: Graph) => string | Promise<string>>

interface GraphOptions extends FileOptions {
  readonly format: keyof typeof drawers
}

/** Draws what of a file needs what, offline. What is wrong with the file is thrown; what else there is to say goes to stderr. */
export const graph = async (options: GraphOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const { desired, problems } = await stoppable(shell, {}, async (signal) =>
    load(await readFiles(shell, findFiles(shell, options.file), signal)),
  )
  const said = problemsText(problems, screen.paintErr, screen.quiet)
  if (said.length > 0) screen.err(said.join('\n\n'))
  screen.out(await drawers[options.format](fileGraph(desired)))
  return exit.ok
}
