/** The audit log of a workspace: who did what, and when. */
import type { Address } from '../../address.ts'
import { ApiError, type Client, form, get, path } from '../../http/index.ts'
import type { Live, LiveResource } from '../../live.ts'
import type { Waits } from '../facts.ts'

/** A write as the workspace's audit log tells it. */
export interface Audited {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly event: string
  /** Of what it is about: names of its keys are documented for none. */
  readonly ids: readonly string[]
  /** Whose key or session it was: an address, else an id, else a kind such as `system`. */
  readonly by: string
}

interface Row {
  readonly auditLog: {
    readonly timestamp: string
    readonly event: string
    readonly status: string
    readonly metadata?: Readonly<Record<string, string>>
    readonly actor?: { readonly type?: string; readonly email?: string; readonly id?: string }
  }
}

const rows = form.listOf(
  form.object({ auditLog: form.object({ timestamp: form.time, event: form.word, status: form.word }) }),
)

/** The newest page of the audit log, as large as a page can be; workspaces whose plan has none answer 403 or 404. */
export const readAuditLog = async (
  client: Client,
  workspace: string,
  waits: Waits,
): Promise<readonly Audited[]> => {
  try {
    const answer = await client.send<readonly Row[]>(
      get(path`/owners/${workspace}/audit-logs`, { limit: 1000 }, rows),
      waits,
    )
    return answer.flatMap(({ auditLog: { timestamp, event, status, metadata, actor } }) =>
      status === 'success'
        ? [
            {
              at: Date.parse(timestamp),
              event,
              ids: Object.values(metadata ?? {}),
              by: actor?.email ?? actor?.id ?? actor?.type ?? 'nobody known',
            },
          ]
        : [],
    )
  } catch (error) {
    if (error instanceof ApiError && unavailable.has(error.code)) return []
    throw error
  }
}

const unavailable: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'payment-required'])

/** Who changed a resource last, as far as the audit log goes back. */
export interface LastChange {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly by: string
  /** As the API calls it: `UpdateEnvVarsEvent`. */
  readonly event: string
}

/** By address, of those that are live. None where the key or the plan of the workspace has no audit log. */
export const readLastChanges = async (
  client: Client,
  known: Live,
  addresses: readonly Address[],
  waits: Waits = {},
): Promise<ReadonlyMap<Address, LastChange>> => {
  const live = addresses.flatMap((address) => known.get(address) ?? [])
  if (live.length === 0) return new Map()
  const log = await readAuditLog(client, known.workspace.id, waits)
  return new Map(
    live.flatMap((resource) => {
      const ids = [resource.record.id, ...idsIn(resource)]
      const [newest] = log
        .filter((entry) => entry.ids.some((id) => ids.includes(id)))
        .toSorted((one, other) => other.at - one.at)
      return newest
        ? [[resource.address, { at: newest.at, by: newest.by, event: newest.event }] as const]
        : []
    }),
  )
}

/** What has an id of its own in a service: its disk. */
export const idsIn = ({ kind, parts }: LiveResource): readonly string[] =>
  Object.entries(kind.aspects).flatMap(([name, { audited }]) =>
    audited
      ? [...(parts.get(name)?.values() ?? [])].flatMap((item) => (item as { id?: string }).id ?? [])
      : [],
  )
