import { type Baseline, blueprintsAt, driftOf, means, readBaseline, realClock } from '../../../src/index.ts'
import type { RenderOptions } from '../../flags/index.ts'
import { readText } from '../../input/index.ts'
import {
  driftDocument,
  driftMarkdown,
  driftText,
  driftView,
  printIn,
  workspaceText,
} from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { prepare } from './prepare.ts'

interface DriftOptions extends RenderOptions {
  readonly accept?: readonly string[]
  readonly allowUnobserved?: readonly string[]
}

/** Tells whether the workspace still has what the file declares. */
export const drift = async (options: DriftOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const found = await stoppable(shell, options, async (signal) => {
    const baseline = await readBaselines(options, shell)
    const { plan, desired, known } = await prepare(options, shell, signal, (workspace) => {
      if (options.format === 'text') screen.out(`${workspaceText(workspace, screen.paint)}\n`)
    })
    return driftOf({ plan, desired, known }, { baseline, now: realClock.now() })
  })
  const view = driftView(found, screen)
  printIn(options, screen, {
    text: () => driftText(view, screen),
    document: () => driftDocument(view),
    markdown: () => driftMarkdown(view),
  })
  if (view.problems.some(({ severity }) => severity === 'error')) return exit.error
  if (view.drifted.length + view.undeclared.length > 0) return exit.changes
  // Nothing is compared with Blueprints: whether they were seen is no matter of drift.
  const isAllowed = (address: string) =>
    (address === blueprintsAt || options.allowUnobserved?.some((pattern) => means(pattern, address))) ?? false
  return view.unobserved.every(({ address }) => isAllowed(address)) ? exit.ok : exit.error
}

/** More than anybody accepts. */
const megabytes = 5

const readBaselines = async ({ accept = [] }: DriftOptions, shell: Shell): Promise<Baseline> => {
  const files = accept.map(async (name) =>
    readBaseline({ name, text: await readText(shell, name, megabytes) }),
  )
  return (await Promise.all(files)).flat()
}
