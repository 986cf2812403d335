import {
  type Baseline,
  blueprintsAt,
  driftOf,
  means,
  readBaseline,
  readLastChanges,
  realClock,
} from '../../../src/index.ts'
import type { RenderOptions } from '../../flags/index.ts'
import { readText } from '../../input/index.ts'
import {
  type DriftView,
  driftDocument,
  driftMarkdown,
  driftText,
  driftView,
  pageIn,
  workspaceText,
} from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Shell, stoppable } from '../../shell/index.ts'
import { problemText } from '../../words/index.ts'
import { notify, receiverIn, runLinkIn } from './notify.ts'
import { prepare } from './prepare.ts'

interface DriftOptions extends RenderOptions {
  readonly accept?: readonly string[]
  readonly allowUnobserved?: readonly string[]
  readonly notify?: string
}

/** Tells whether the workspace still has what the file declares. */
export const drift = async (options: DriftOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  const address = options.notify ?? (shell.env.RENDER_SYNC_NOTIFY?.trim() || undefined)
  const receiver = address === undefined ? undefined : receiverIn(shell, address)
  const view = await stoppable(shell, options, async (signal) => {
    const baseline = await readBaselines(options, shell)
    const { plan, desired, known, session } = await prepare(options, shell, signal, (workspace) => {
      if (options.format === 'text') screen.out(`${workspaceText(workspace, screen.paint)}\n`)
    })
    const found = driftOf({ plan, desired, known }, { baseline, now: realClock.now() })
    const drifted = found.changes.map(({ address }) => address)
    const changed = await readLastChanges(session.client, known, drifted, { signal })
    return driftView(found, { quiet: screen.quiet, changed })
  })
  await pageIn(options, screen, {
    text: () => driftText(view, screen),
    document: () => driftDocument(view),
    markdown: () => driftMarkdown(view),
    findings: async () => (await import('../../render/machines/index.ts')).driftFindings(view),
    html: async () => (await import('../../render/html/index.ts')).driftPage(view),
  })
  const code = codeOf(view, options)
  if (receiver && code !== exit.ok) await tellOf(view, receiver, options, shell)
  return code
}

const codeOf = (view: DriftView, { allowUnobserved }: DriftOptions): ExitCode => {
  if (view.problems.some(({ severity }) => severity === 'error')) return exit.error
  if (view.drifted.length + view.undeclared.length > 0) return exit.changes
  // Nothing is compared with Blueprints: whether they were seen is no matter of drift.
  const isAllowed = (address: string) =>
    (address === blueprintsAt || allowUnobserved?.some((pattern) => means(pattern, address))) ?? false
  return view.unobserved.every(({ address }) => isAllowed(address)) ? exit.ok : exit.error
}

/** That it cannot be told changes nothing of what was found. */
const tellOf = (view: DriftView, url: URL, options: DriftOptions, shell: Shell): Promise<void> =>
  stoppable(shell, options, async (signal) => {
    const { driftNotice } = await import('../../render/machines/index.ts')
    const document = JSON.parse(shell.mask.hide(JSON.stringify(driftNotice(view, runLinkIn(shell)))))
    const secret = shell.env.RENDER_SYNC_NOTIFY_SECRET?.trim() || undefined
    if (secret !== undefined) shell.mask.learn(secret)
    const failed = await notify({ url, document, secret }, realClock, signal)
    const screen = createScreen(shell, options)
    if (failed) screen.err(problemText(failed, screen.paintErr))
  })

/** More than anybody accepts. */
const megabytes = 5

const readBaselines = async ({ accept = [] }: DriftOptions, shell: Shell): Promise<Baseline> => {
  const files = accept.map(async (name) =>
    readBaseline({ name, text: await readText(shell, name, megabytes) }),
  )
  return (await Promise.all(files)).flat()
}
