/** From flags to a plan: what plan, apply and drift have in common. */
import {
  type Inputs,
  loadWish,
  type Planned,
  type Session,
  secretNames,
  type Workspace,
} from '../../../src/index.ts'
import type { WorkspaceOptions } from '../../flags/index.ts'
import { checkStdin, connect, findFiles, openNames, readFiles, readSecrets } from '../../input/index.ts'
import type { Shell } from '../../shell/index.ts'
import { planWishesOf, wishOf } from './wishes.ts'

export interface Prepared extends Planned {
  readonly session: Session
  /** The repository that it is planned for. */
  readonly repo: string | undefined
}

/** Is told the workspace as soon as it is known: before anything of it is read. */
export type OnWorkspace = (workspace: Workspace) => void

/** Reads the files, and plans. */
export const prepare = async (
  options: WorkspaceOptions,
  shell: Shell,
  signal: AbortSignal,
  onWorkspace: OnWorkspace,
): Promise<Prepared & { readonly inputs: Inputs }> => {
  checkStdin(options)
  const names = findFiles(shell, options.file)
  const files = await readFiles(shell, names, signal)
  return prepareFiles(files, { options, name: names[0] }, shell, signal, onWorkspace)
}

/** Plans what the files declare. `name`: that of the first one. */
export const prepareFiles = async (
  files: Inputs['files'],
  { options, name }: { readonly options: WorkspaceOptions; readonly name: string },
  shell: Shell,
  signal: AbortSignal,
  onWorkspace: OnWorkspace,
): Promise<Prepared & { readonly inputs: Inputs }> => {
  const inputs = {
    files,
    wish: await wishOf(options, shell, name),
    wishes: await planWishesOf(options, shell),
  }
  const loaded = loadWish(files, inputs.wish)
  const secrets = await readSecrets(shell, options, secretNames(loaded.desired), signal)
  const session = await connect(options, shell, signal, loaded.desired.workspace)
  onWorkspace(session.workspace)
  const planned = await session.plan(loaded, secrets, inputs.wishes)
  openNames(shell, planned.known, planned.desired)
  return { session, repo: inputs.wish.repo, inputs, ...planned }
}
