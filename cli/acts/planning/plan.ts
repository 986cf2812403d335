import { type Desired, digestOfSaved, load, originsOf, savePlan, unkeyedNotes } from '../../../src/index.ts'
import type { PageOptions, RenderOptions } from '../../flags/index.ts'
import { checkOutputs, commitOf, findFiles, readFiles } from '../../input/index.ts'
import { pageIn, planDocument, planMarkdown, planText, planView, workspaceText } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { prepare } from './prepare.ts'
import { save } from './saved.ts'

interface PlanOptions extends RenderOptions, PageOptions {
  readonly base?: readonly string[]
  readonly out?: string
  readonly detailedExitcode?: true
}

/** Shows what an apply would change. */
export const plan = async (options: PlanOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const { out } = options
  if (out !== undefined) await checkOutputs(shell, [{ name: out }])
  const { prepared, base } = await stoppable(shell, options, async (signal) => ({
    base: await readBase(options, shell, signal),
    prepared: await prepare(options, shell, signal, (workspace) => {
      if (options.format === 'text') screen.out(`${workspaceText(workspace, screen.paint)}\n`)
    }),
  }))
  const { plan: found, inputs } = prepared
  const made = out === undefined ? found : { ...found, problems: [...found.problems, ...unkeyedNotes(found)] }
  const beside = {
    digest: digestOfSaved(savePlan({ plan: made }, inputs, { refused: false })),
    commit: await commitOf(shell, inputs.files[0]?.name ?? ''),
    origins: base && originsOf(prepared, base),
  }
  const view = planView(made, { ...beside, quiet: screen.quiet })
  await pageIn(options, screen, {
    text: () => planText(view, screen),
    document: () => planDocument(view),
    markdown: () => planMarkdown(view, options),
    findings: async () => (await import('../../render/machines/index.ts')).planFindings(view),
    html: async () => (await import('../../render/html/index.ts')).planPage(view),
  })
  if (out !== undefined) await save(out, { plan: made, inputs, view: planView(made, beside) }, shell, screen)
  if (view.isRefused) return exit.error
  return view.acting.length + view.held.length > 0 && options.detailedExitcode ? exit.changes : exit.ok
}

/** What the file declared before it was changed; undefined: nobody asks. */
const readBase = async (
  { base }: PlanOptions,
  shell: Shell,
  signal: AbortSignal,
): Promise<Desired | undefined> =>
  base && load(await readFiles(shell, findFiles(shell, base), signal)).desired
