/** From flags to a plan: what plan, apply and drift have in common. */
import {
  loadWish,
  type Planned,
  type PlanWishes,
  type Session,
  secretNames,
  type Workspace,
} from '../../../src/index.ts'
import type { WorkspaceOptions } from '../../flags/index.ts'
import {
  checkStdin,
  connect,
  findFiles,
  openNames,
  readFiles,
  readSecrets,
  repositoryOf,
  webAddress,
} from '../../input/index.ts'
import type { Shell } from '../../shell/index.ts'

export interface Prepared extends Planned {
  readonly session: Session
}

/** `onWorkspace` is told the workspace as soon as it is known: before anything of it is read. */
export const prepare = async (
  options: WorkspaceOptions,
  shell: Shell,
  signal: AbortSignal,
  onWorkspace: (workspace: Workspace) => void,
): Promise<Prepared> => {
  checkStdin(options)
  const names = findFiles(shell, options.file)
  const { target = [], exclude = [], environment = [], writeSecret = [], allowMissing = [] } = options
  const loaded = loadWish(await readFiles(shell, names, signal), {
    repo: await repoFor(options, shell, names[0]),
    writeSecrets: writeSecret,
    allowMissing,
    targets: target,
    excludes: exclude,
    environments: environment.map((name) => `environment/${name}`),
  })
  const secrets = await readSecrets(shell, options, secretNames(loaded.desired), signal)
  const session = await connect(options, shell, signal, loaded.desired.workspace)
  onWorkspace(session.workspace)
  const planned = await session.plan(loaded, secrets, wishesOf(options))
  openNames(shell, planned.known, planned.desired)
  return { session, ...planned }
}

const wishesOf = (options: WorkspaceOptions): PlanWishes => {
  const { skipDeploys = false, redeployFailed = false, deployLinked = false, deployOnly = false } = options
  const { prune = [], pruneScope, confirmDestructive = false, maxDeletes, allowReplace = [] } = options
  return {
    skipDeploys,
    redeployFailed,
    deployLinked,
    deployOnly,
    prune,
    ...(pruneScope && { pruneScope }),
    confirmDestructive,
    ...(maxDeletes !== undefined && { maxDeletes }),
    allowReplace,
  }
}

const repoFor = async (
  { repo }: WorkspaceOptions,
  shell: Shell,
  file: string,
): Promise<string | undefined> =>
  repo === undefined ? repositoryOf(shell, file) : (webAddress(repo) ?? repo)
