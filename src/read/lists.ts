/** Lists kinds, with no request twice. */

import type { ApiList, Client } from '../http/index.ts'
import type { World } from '../live.ts'
import type { AnyKind, LiveRecord } from '../rows/index.ts'
import type { Waits } from './facts.ts'

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

/** Puts all resources of these kinds into the world. Those that are held by others need the others there before. */
export const listKinds = async (
  client: Client,
  world: World,
  kinds: readonly AnyKind[],
  waits: Waits,
): Promise<void> => {
  await Promise.all(
    kinds.map(async (kind) => {
      const parents = world.records(kind.parent?.prefix ?? '').map(({ id }) => id)
      if (kind.parent && parents.length === 0) return
      const records = await client.list<LiveRecord>(kind.list(world.workspace.id, parents), waits)
      for (const record of records) if (kind.owns?.(record) ?? true) world.admit(kind, record)
    }),
  )
}
