import type { Change, Plan, Problem } from '../src/index.ts'
import { type ExitCode, exit } from './exit.ts'
import type { RenderOptions } from './options.ts'
import { prepare } from './prepare.ts'
import { driftText } from './render/drift.ts'
import { plannedFields } from './render/entries.ts'
import { workspaceText } from './render/text.ts'
import { createScreen, type Screen } from './screen.ts'
import { stoppable } from './stop.ts'

/** What only stands in the way of writing is no obstacle to comparing. */
const aboutWriting = new Set<Problem['code']>([
  'missing-secret',
  'missing-repo',
  'missing-field',
  'replace-refused',
  'change-refused',
  'masked-variable',
  'not-pruned',
  'part-of-nothing',
])

/** Tells whether the workspace still has what the file declares. */
export const drift = async (options: RenderOptions): Promise<ExitCode> => {
  const screen = createScreen(options)
  const { plan } = await stoppable(screen, options, (signal) =>
    prepare(options, screen, signal, (workspace) => {
      if (options.format === 'text') screen.out(`${workspaceText(workspace, screen.paint)}\n`)
    }),
  )
  const drifted = plan.changes.filter(hasDrifted)
  const problems = plan.problems.filter(({ code }) => !aboutWriting.has(code))
  screen.out(await rendered(plan, drifted, problems, options, screen))
  if (problems.some(({ severity }) => severity === 'error')) return exit.error
  return drifted.length > 0 ? exit.changes : exit.ok
}

/** A service that would only be deployed again, for the sake of its group, has itself not drifted. */
const hasDrifted = (change: Change): boolean =>
  change.action !== 'none' &&
  (change.action !== 'update' ||
    plannedFields(change).length > 0 ||
    change.items.some(({ action }) => action !== 'none'))

const rendered = async (
  plan: Plan,
  drifted: readonly Change[],
  problems: readonly Problem[],
  { format }: RenderOptions,
  screen: Screen,
): Promise<string> => {
  switch (format) {
    case 'text':
      return driftText(plan, drifted, problems, screen)
    case 'json': {
      const { driftDocument } = await import('./render/json.ts')
      return JSON.stringify(driftDocument(plan, drifted, problems), undefined, 2)
    }
    case 'markdown':
      return (await import('./render/markdown.ts')).driftMarkdown(plan, drifted, problems)
  }
}
