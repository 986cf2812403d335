/** Starts a repository off: a file of what is there, a template of its secrets, and a workflow. */
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import {
  declaredSecrets,
  type InputFile,
  load,
  type Problem,
  ProblemsError,
  type Session,
} from '../../../src/index.ts'
import type { ConnectOptions } from '../../flags/index.ts'
import {
  approve,
  connect,
  fail,
  findFiles,
  readFiles,
  repositoryOf,
  usualNames,
  writeFiles,
} from '../../input/index.ts'
import { workspaceText } from '../../render/index.ts'
import { createScreen, type ExitCode, exit, type Screen, type Shell, stoppable } from '../../shell/index.ts'
import { problemsText } from '../../words/index.ts'
import { type Proposal, proposalsOf } from './files.ts'
import { type Forge, forgeOf } from './forge.ts'
import { nextSteps } from './next.ts'
import { proposalText } from './shown.ts'

interface InitOptions extends ConnectOptions {
  readonly file?: string
  readonly workspace?: string
  readonly ci?: Forge
  readonly autoApprove?: true
}

/** What is known of the repository and the workspace before anything is proposed. */
interface Found {
  readonly session: Session
  readonly file: string
  /** What was pulled; absent: the file is there. */
  readonly pulled: string | undefined
  readonly secrets: readonly string[]
  readonly forge: Forge
}

export const init = async (options: InitOptions, shell: Shell): Promise<ExitCode> => {
  const screen = createScreen(shell, options)
  return stoppable(shell, options, async (signal) => {
    const found = await look(options, shell, screen, signal)
    const proposals = await proposedFor(found, shell)
    if (proposals.length === 0) {
      screen.out('Everything is there already.')
      return exit.ok
    }
    screen.out(proposals.map((proposal) => proposalText(proposal, screen.paint)).join('\n'))
    if (!options.autoApprove && !(await approve(shell, signal))) {
      screen.err('Not approved: nothing was written.')
      return exit.error
    }
    for (const { name } of proposals) await mkdir(dirname(resolve(shell.cwd, name)), { recursive: true })
    await writeFiles(shell, proposals)
    screen.out(nextSteps(found, proposals))
    return exit.ok
  })
}

const look = async (
  options: InitOptions,
  shell: Shell,
  screen: Screen,
  signal: AbortSignal,
): Promise<Found> => {
  const file =
    options.file ?? usualNames.find((name) => existsSync(resolve(shell.cwd, name))) ?? usualNames[0]
  const isThere = existsSync(resolve(shell.cwd, file))
  const loaded = isThere
    ? loadOrFail(await readFiles(shell, findFiles(shell, [file]), signal), screen)
    : undefined
  const session = await connect(
    options,
    inWorkspace(shell, options.workspace),
    signal,
    loaded?.desired.workspace,
  )
  screen.err(workspaceText(session.workspace, screen.paintErr))
  const pulled = loaded ? undefined : await pull(session, shell, screen)
  const desired = loaded?.desired ?? load([{ name: file, text: pulled ?? '' }]).desired
  return {
    session,
    file,
    pulled,
    secrets: declaredSecrets(desired),
    forge: options.ci ?? (await forgeHere(shell, file)),
  }
}

/** A flag is stronger than the environment. */
const inWorkspace = (shell: Shell, workspace: string | undefined): Shell =>
  workspace === undefined
    ? shell
    : { ...shell, env: { ...shell.env, RENDER_OWNER_ID: undefined, RENDER_WORKSPACE: workspace } }

const loadOrFail = (files: readonly InputFile[], screen: Screen) => {
  const loaded = load(files)
  tellOrFail(loaded.problems, screen)
  return loaded
}

const tellOrFail = (problems: readonly Problem[], { paintErr, quiet, err }: Screen): void => {
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new ProblemsError(errors)
  for (const text of problemsText(problems, paintErr, quiet)) err(text)
}

const pull = async (session: Session, shell: Shell, screen: Screen): Promise<string> => {
  const { text, problems } = await session.pull({ values: [], within: [], mask: shell.mask })
  shell.mask.open(() => [text])
  tellOrFail(problems, screen)
  if (text === '') {
    fail(
      'nothing-declared',
      'the workspace has nothing that a file could declare, and there is no render.yaml here',
      'Write a render.yaml first (examples/shop of render-sync is one), then run init again.',
    )
  }
  return text
}

const forgeHere = async (shell: Shell, file: string): Promise<Forge> =>
  forgeOf({
    remote: await repositoryOf(shell, file),
    has: (name) => existsSync(join(shell.cwd, name)),
  })

const proposedFor = async ({ session, ...found }: Found, { cwd }: Shell): Promise<readonly Proposal[]> => {
  const start = { ...found, workspace: session.workspace.name }
  const names = proposalsOf({ ...start, read: () => undefined }).map(({ name }) => name)
  const there = new Map<string, string>()
  for (const name of names) {
    const path = resolve(cwd, name)
    if (existsSync(path)) there.set(name, await readFile(path, 'utf8'))
  }
  return proposalsOf({ ...start, read: (name) => there.get(name) })
}
