/** From flags to what is planned, and to how an apply runs. */
import { type ApplyWishes, type PlanWishes, readPrices, type Wish } from '../../../src/index.ts'
import type { RunOptions, WorkspaceOptions } from '../../flags/index.ts'
import { fail, readText, repositoryOf, webAddress } from '../../input/index.ts'
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
    ...(options.destroys && { destroys: true }),
  }
}

const repoFor = async (
  { repo }: WorkspaceOptions,
  shell: Shell,
  file: string,
): Promise<string | undefined> =>
  repo === undefined ? repositoryOf(shell, file) : (webAddress(repo) ?? repo)

/** More than anybody needs to say what things cost. */
const priceMegabytes = 1

const pricesOf = async ({ prices }: WorkspaceOptions, shell: Shell) =>
  prices === undefined
    ? {}
    : { prices: readPrices({ name: prices, text: await readText(shell, prices, priceMegabytes) }) }

export const planWishesOf = async (options: WorkspaceOptions, shell: Shell): Promise<PlanWishes> => ({
  ...flagsOf(options),
  ...(await pricesOf(options, shell)),
})

const flagsOf = ({
  skipDeploys,
  redeployFailed,
  redeploy,
  deployLinked,
  deployOnly,
  secretsLater,
  ignoreBlueprints,
  prune,
  pruneScope,
  strict,
  confirmDestructive,
  maxDeletes,
  allowReplace,
  maxCostIncrease,
}: WorkspaceOptions): PlanWishes => ({
  ...(skipDeploys && { skipDeploys }),
  ...(redeployFailed && { redeployFailed }),
  ...(redeploy && { redeploy }),
  ...(deployLinked && { deployLinked }),
  ...(deployOnly && { deployOnly }),
  ...(secretsLater && { secretsLater }),
  ...(ignoreBlueprints && { ignoreBlueprints }),
  ...(prune && { prune }),
  ...(pruneScope && { pruneScope }),
  ...(strict && { strict }),
  ...(confirmDestructive && { confirmDestructive }),
  ...(maxDeletes !== undefined && { maxDeletes }),
  ...(allowReplace && { allowReplace }),
  ...(maxCostIncrease !== undefined && { maxCostIncrease }),
})

/** Refuses flags that contradict each other. */
export const checkRun = ({ wait, rollbackOnFailure, commit }: RunOptions): void => {
  const seeing = [
    ...(rollbackOnFailure ? ['--rollback-on-failure'] : []),
    ...(commit === undefined ? [] : ['--commit']),
  ]
  if (wait || seeing.length === 0) return
  const message = `${seeing.join(' and ')} look${seeing.length === 1 ? 's' : ''} how a deploy ends, and --no-wait does not`
  fail('bad-usage', message, 'Leave --no-wait out.')
}

/** `repo`: the repository that the plan was made for. */
export const applyWishes = (
  { wait, deployTimeout, rollbackOnFailure, commit }: RunOptions,
  repo: string | undefined,
): ApplyWishes => {
  if (commit !== undefined && repo === undefined) {
    fail('bad-usage', 'no repository is known that --commit could be one of', 'Name it with --repo URL.')
  }
  return {
    ...(!wait && { noWait: true }),
    ...(deployTimeout !== undefined && { deployTimeout }),
    ...(rollbackOnFailure && { rollbackOnFailure }),
    ...(commit !== undefined && repo !== undefined && { commit: { sha: commit, repo } }),
  }
}
