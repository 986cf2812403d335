/** From flags to a plan: what plan, apply and drift have in common. */
import {
  type Client,
  type Desired,
  findWorkspace,
  type InputFile,
  type Loaded,
  load,
  narrow,
  type Plan,
  plan,
  read,
  rotate,
  type Secrets,
  type Workspace,
  type World,
} from '../../src/index.ts'
import type { WorkspaceOptions } from '../flags/index.ts'
import { connect } from '../input/connect.ts'
import { findFiles, readText } from '../input/files.ts'
import { repositoryOf, webAddress } from '../input/repo.ts'
import { readSecrets } from '../input/secrets.ts'
import type { Shell } from '../shell/index.ts'

export interface Prepared {
  readonly plan: Plan
  readonly client: Client
  readonly desired: Desired
  readonly world: World
  readonly secrets: Secrets
}

/** More than any render.yaml needs; a larger file is not even read. */
const megabytes = 5

/** `onWorkspace` is told the workspace as soon as it is known: before anything of it is read. */
export const prepare = async (
  options: WorkspaceOptions,
  shell: Shell,
  signal: AbortSignal,
  onWorkspace: (workspace: Workspace) => void,
): Promise<Prepared> => {
  const names = findFiles(shell, options.file)
  const repo =
    options.repo === undefined
      ? await repositoryOf(shell, names[0])
      : (webAddress(options.repo) ?? options.repo)
  const loaded = load(await readFiles(shell, names), repo === undefined ? {} : { repo })
  const { desired, problems } = chosen(loaded, options)
  const secrets = await readSecrets(shell, options)
  const { client, apiKey, wanted } = connect(options, shell)
  const workspace = await findWorkspace(client, { wanted, guard: desired.workspace, signal })
  onWorkspace(workspace)
  const world = await read(client, workspace, desired, { signal })
  const made = plan(desired, world, { secrets, problems, fingerprintKey: apiKey, now: Date.now() })
  return { plan: made, client, desired, world, secrets }
}

export const readFiles = (shell: Shell, names: readonly string[]): Promise<readonly InputFile[]> =>
  Promise.all(names.map(async (name) => ({ name, text: await readText(shell, name, megabytes) })))

/** The part of the file that the flags are about. */
const chosen = (loaded: Loaded, options: WorkspaceOptions): Loaded => {
  const { target = [], exclude = [], environment = [], writeSecret = [] } = options
  const environments = environment.map((name) => `environment/${name}`)
  const whole = rotate(loaded.desired, writeSecret)
  const { desired, problems } = narrow(whole, { targets: target, excludes: exclude, environments })
  return { desired, problems: [...loaded.problems, ...problems] }
}
