import type { Kinds, Seeds, State } from './snapshot.ts'
import type { World } from './world.ts'

/** The records that changes have left behind, by kind and id; null stands for one that is gone. */
export type Entry = Seeds & { [K in keyof Kinds]?: Record<string, Kinds[K] | null> }

/** What has changed since it was last told. */
export class Journal {
  private readonly noted = new Map<keyof Kinds, Set<string>>()

  note(kind: keyof Kinds, id: string): void {
    const ids = this.noted.get(kind)
    if (ids) ids.add(id)
    else this.noted.set(kind, new Set([id]))
  }

  /** Tells it, once. */
  take(world: World): Entry | undefined {
    if (this.noted.size === 0) return undefined
    const kinds = [...this.noted].map(([kind, ids]) => [
      kind,
      Object.fromEntries([...ids].map((id) => [id, world[kind].get(id) ?? null])),
    ])
    this.noted.clear()
    return { ...world.seeds, ...Object.fromEntries(kinds) }
  }
}

/** Whether it has what every entry has, and nothing that the state has not. */
export const isEntry = (state: State, value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  'rng' in value &&
  'ids' in value &&
  Object.keys(value).every((key) => Object.hasOwn(state, key))

/** Carries the changes out. */
export const enter = (state: State, { rng, ids, ...kinds }: Entry): void => {
  Object.assign(state, { rng, ids })
  for (const [kind, records] of Object.entries(kinds)) {
    // Records of one kind go where those of that kind are.
    const kept = state[kind as keyof Kinds] as Record<string, unknown>
    for (const [id, record] of Object.entries(records))
      if (record === null) delete kept[id]
      else kept[id] = record
  }
}
