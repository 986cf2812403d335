import type { Client } from '../../http/index.ts'
import { allBeside, type LeftOut } from '../../kinds/index.ts'
import type { Live } from '../../live.ts'
import type { Waits } from '../facts.ts'
import { observe } from '../observe.ts'

/** Reads what the workspace has that no file can say. What may not be seen is taken down in what is known. */
export const readBeside = async (
  client: Client,
  known: Live,
  waits: Waits = {},
): Promise<readonly LeftOut[]> => {
  const around = {
    addressOf: (id: string) => known.addressOf(id),
    records: (prefix: string) => known.records(prefix),
  }
  const found = await Promise.all(
    allBeside.map(async ({ address, list, say }): Promise<readonly LeftOut[]> => {
      const asked = list(known.workspace.id, around)
      if (!asked) return []
      const items = await observe(address, () => client.list<unknown>(asked, waits))
      if ('seen' in items) return items.seen.flatMap((item) => say(item, around))
      known.miss(items.missed)
      return []
    }),
  )
  return found.flat()
}
