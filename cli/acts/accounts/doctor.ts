/** What a key may see. What it may do is only known when it is tried. */
import { ApiError, type Client, call, type OperationName } from '../../../src/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { tableText } from '../../words/index.ts'
import { inPlace, type RunningOptions } from '../running/place.ts'

interface Area {
  readonly area: string
  readonly operation: OperationName
  /** What is of no use without it. */
  readonly without: string
}

const areas: readonly Area[] = [
  { area: 'services', operation: 'services.list', without: 'plan, apply, drift, pull, deploy, logs' },
  { area: 'env groups', operation: 'groups.list', without: 'env, audit, set, parity, plans with groups' },
  { area: 'Postgres', operation: 'postgres.list', without: 'plans with databases, connect' },
  { area: 'key value', operation: 'keyValue.list', without: 'plans with key values, connect' },
  { area: 'projects', operation: 'projects.list', without: 'plans with projects and environments' },
  { area: 'registry credentials', operation: 'registryCredentials.list', without: 'plans that have some' },
  { area: 'webhooks', operation: 'webhooks.list', without: 'webhooks, plans that have some' },
  { area: 'Blueprints', operation: 'blueprints.list', without: 'knowing what a Blueprint manages' },
  { area: 'members', operation: 'members.list', without: 'members.list' },
  { area: 'audit log', operation: 'auditLogs.list', without: 'who changed what has drifted' },
  { area: 'workflows', operation: 'workflows.list', without: 'plans with workflows' },
]

interface Seen extends Area {
  readonly read: 'yes' | 'no' | 'unknown'
}

const look = async (
  client: Client,
  area: Area,
  workspace: string,
  signal: AbortSignal | undefined,
): Promise<Seen> => {
  try {
    await call(client, area.operation as 'services.list', {}, { workspace, signal })
    return { ...area, read: 'yes' }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.code === 'unauthorized') throw error
    return { ...area, read: ['forbidden', 'payment-required'].includes(error.code) ? 'no' : 'unknown' }
  }
}

/** Tells which workspace this is and which areas the key may read. */
export const doctor = (options: RunningOptions, shell: Shell): Promise<ExitCode> =>
  inPlace(options, shell, async ({ client, workspace, signal }, screen) => {
    const account = options.account ?? (shell.env.RENDER_SYNC_ACCOUNT?.trim() || undefined)
    const user = await call(client, 'users.me', {}, { signal })
    const seen = await Promise.all(areas.map((area) => look(client, area, workspace, signal)))
    if (options.json) {
      screen.json({ account, user, workspace, areas: seen }, 2)
      return exit.ok
    }
    const rows = seen.map(({ area, read, without }) => [area, read, read === 'yes' ? '' : without])
    screen.out(
      `Key of ${user.email}${account === undefined ? '' : `, account ${account}`}, workspace ${workspace}`,
    )
    screen.out(
      `\n${tableText({ head: ['AREA', 'READ', 'MISSING WITHOUT IT'], rows }, screen.paint, screen.width)}`,
    )
    screen.out('\nWhether it may change anything is not known until it is tried: no endpoint tells.')
    return exit.ok
  })
