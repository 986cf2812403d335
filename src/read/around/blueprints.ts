/** Which live resources a Blueprint of Render manages too. */
import { ApiError, type ApiList, type Client, form, get, path } from '../../http/index.ts'
import { type Blueprint, blueprintsAt, type Live } from '../../live.ts'
import type { AnyKind } from '../../rows/index.ts'
import type { Waits } from '../facts.ts'
import { observe } from '../observe.ts'

type Listed = Blueprint & { readonly autoSync: boolean }

const list = (owner: string): ApiList => ({
  path: '/blueprints',
  query: { ownerId: [owner] },
  wrapper: 'blueprint',
  item: form.object({ id: form.id, autoSync: form.flag }),
})

const detail = (id: string) =>
  get(
    path`/blueprints/${id}`,
    undefined,
    form.object({ resources: form.listOf(form.object({ id: form.id })) }),
  )

/** What Blueprints are made of: the lists of Render's own language. */
const lists: ReadonlySet<string> = new Set(['services', 'databases', 'envVarGroups'])

/** Whether a Blueprint could manage something of this kind. */
export const isOfBlueprints = ({ file }: AnyKind): boolean => lists.has(file.list)

/** Reads what the Blueprints manage that sync by themselves. One without auto-sync changes nothing that nobody asked it to. */
export const readBlueprints = async (client: Client, known: Live, waits: Waits): Promise<void> => {
  const found = await observe(blueprintsAt, async () => {
    const all = await client.list<Listed>(list(known.workspace.id), waits)
    const syncing = all.filter(({ autoSync }) => autoSync)
    return await Promise.all(syncing.map((one) => withResources(client, one, waits)))
  })
  if ('missed' in found) return known.miss(found.missed)
  for (const { blueprint, ids } of found.seen) for (const id of ids) known.claim(id, blueprint)
}

const withResources = async (client: Client, blueprint: Listed, waits: Waits) => {
  try {
    const { resources } = await client.send<{ resources: readonly { id: string }[] }>(
      detail(blueprint.id),
      waits,
    )
    return { blueprint, ids: resources.map(({ id }) => id) }
  } catch (error) {
    // Somebody has disconnected it meanwhile.
    if (error instanceof ApiError && error.code === 'not-found') return { blueprint, ids: [] }
    throw error
  }
}
