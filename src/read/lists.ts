/** Lists kinds, with no request twice. */

import { address } from '../address.ts'
import type { Desired } from '../desired.ts'
import type { ApiList, Client } from '../http/index.ts'
import { allKinds } from '../kinds/index.ts'
import { allOf, type Live, type Stranger } from '../live.ts'
import { type AnyKind, type LiveRecord, memo } from '../rows/index.ts'
import type { Waits } from './facts.ts'
import { observe } from './observe.ts'

/** Asks for no list twice: kinds share lists, and so do aspects of many resources. */
export const remembering = (client: Client): Client => {
  const answers = new Map<string, Promise<unknown>>()
  return {
    ...client,
    list: <T>(list: ApiList, options?: Waits) => {
      const key = JSON.stringify(list)
      const answer = answers.get(key) ?? client.list<T>(list, options)
      answers.set(key, answer)
      return answer as Promise<T[]>
    },
  }
}

/** Makes all resources of these kinds known that may be seen. Those that are held by others need the others there before. */
export const listKinds = async (
  client: Client,
  known: Live,
  kinds: readonly AnyKind[],
  waits: Waits,
): Promise<void> => {
  await Promise.all(
    kinds.map(async (kind) => {
      const above = kind.parent && known.unlisted(kind.parent.prefix)
      if (above) return known.miss({ ...above, address: allOf(kind.prefix) })
      const parents = known.records(kind.parent?.prefix ?? '').map(({ id }) => id)
      if (kind.parent && parents.length === 0) return
      const list = kind.list(known.workspace.id, parents)
      const records = await observe(allOf(kind.prefix), () => client.list<LiveRecord>(list, waits))
      if ('missed' in records) return known.miss(records.missed)
      for (const record of records.seen) {
        if (kind.owns?.(record) ?? true) known.admit(kind, record)
        else if (!sharers(kind).some(({ owns }) => owns?.(record))) known.meet(strangerOf(kind, record))
      }
    }),
  )
}

/** The kinds that stand in the same list. */
const sharers = memo((kind: AnyKind): readonly AnyKind[] =>
  allKinds.filter(({ prefix }) => prefix === kind.prefix),
)

const strangerOf = (
  { prefix, nameOf }: AnyKind,
  record: LiveRecord & { readonly type?: string; readonly environmentId?: string },
): Stranger => ({
  address: address(prefix, nameOf(record)),
  id: record.id,
  type: record.type ?? '',
  ...(record.environmentId && { inside: record.environmentId }),
})

/** Lists on their way. */
export interface Lists {
  /** Resolves when everything is known whose addresses begin with this, under the names that the file gives it now. */
  readonly of: (prefix: string) => Promise<void>
  /** Those that nothing else has to be listed for. */
  readonly roots: () => Promise<unknown>
  readonly all: () => Promise<unknown>
}

/** Lists these kinds, each as soon as what holds it is listed; kinds that share an identity together. */
export const startLists = (
  client: Client,
  known: Live,
  kinds: readonly AnyKind[],
  desired: Desired,
  waits: Waits,
): Lists => {
  const started = new Map<string, Promise<void>>()
  const listed = async (prefix: string): Promise<void> => {
    const now = kinds.filter((kind) => kind.prefix === prefix)
    await Promise.all(now.map(({ parent }) => parent && of(parent.prefix)))
    await listKinds(client, known, now, waits)
    rename(prefix, desired, known)
  }
  const of = (prefix: string): Promise<void> => {
    const list = started.get(prefix) ?? listed(prefix)
    started.set(prefix, list)
    return list
  }
  const all = () => Promise.all(kinds.map(({ prefix }) => of(prefix)))
  const isRoot = ({ parent }: AnyKind) => parent === undefined
  // Starts them all. What fails is told to those who wait for it.
  all().catch(() => undefined)
  return { of, all, roots: () => Promise.all(kinds.filter(isRoot).map(({ prefix }) => of(prefix))) }
}

/** Puts live resources under the names that the file gives them now. */
const rename = (prefix: string, desired: Desired, known: Live): void => {
  for (const { kind, address: now, names, renamedFrom } of desired.resources.values()) {
    if (kind.prefix !== prefix || renamedFrom === undefined) continue
    known.rename(address(prefix, ...names.slice(0, -1), renamedFrom), now)
  }
}
