/** From flags to what is planned, and to how an apply runs. */
import type { ApplyWishes, PlanWishes, Wish } from '../../../src/index.ts'
import type { RunOptions, WorkspaceOptions } from '../../flags/index.ts'
import { fail, repositoryOf, webAddress } from '../../input/index.ts'
import type { Shell } from '../../shell/index.ts'

/** `file`: the first of the files, whose repository is meant where none is named. */
export const wishOf = async (options: WorkspaceOptions, shell: Shell, file: string): Promise<Wish> => {
  const { target = [], exclude = [], environment = [], writeSecret = [], allowMissing = [] } = options
  return {
    repo: await repoFor(options, shell, file),
    writeSecrets: writeSecret,
    allowMissing,
    targets: target,
    excludes: exclude,
    environments: environment.map((name) => `environment/${name}`),
  }
}

const repoFor = async (
  { repo }: WorkspaceOptions,
  shell: Shell,
  file: string,
): Promise<string | undefined> =>
  repo === undefined ? repositoryOf(shell, file) : (webAddress(repo) ?? repo)

export const planWishesOf = ({
  skipDeploys,
  redeployFailed,
  deployLinked,
  deployOnly,
  secretsLater,
  prune,
  pruneScope,
  confirmDestructive,
  maxDeletes,
  allowReplace,
}: WorkspaceOptions): PlanWishes => ({
  ...(skipDeploys && { skipDeploys }),
  ...(redeployFailed && { redeployFailed }),
  ...(deployLinked && { deployLinked }),
  ...(deployOnly && { deployOnly }),
  ...(secretsLater && { secretsLater }),
  ...(prune && { prune }),
  ...(pruneScope && { pruneScope }),
  ...(confirmDestructive && { confirmDestructive }),
  ...(maxDeletes !== undefined && { maxDeletes }),
  ...(allowReplace && { allowReplace }),
})

/** Throws `ProblemsError` for flags that contradict each other. */
export const applyWishes = ({ wait, deployTimeout, rollbackOnFailure }: RunOptions): ApplyWishes => {
  if (!wait && rollbackOnFailure) {
    const message = '--no-wait sees no deploy fail, so --rollback-on-failure has nothing to do'
    fail('bad-usage', message, 'Leave one of them out.')
  }
  return {
    ...(!wait && { noWait: true }),
    ...(deployTimeout !== undefined && { deployTimeout }),
    ...(rollbackOnFailure && { rollbackOnFailure }),
  }
}
