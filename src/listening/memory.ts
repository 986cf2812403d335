/** Which events have come, and what is still to be run for them. */
import type { WebhookEvent } from './event.ts'

/** One step of an event, as a file keeps it. `at`: milliseconds since the epoch. */
export type MemoryEntry =
  | { readonly does: 'taken'; readonly at: number; readonly event: WebhookEvent }
  | { readonly does: 'done'; readonly at: number; readonly id: string }

export interface Memory {
  readonly knows: (id: string) => boolean
  readonly note: (entry: MemoryEntry) => void
  /** The events that were taken and are not done, in the order in which they came. */
  readonly owed: () => readonly WebhookEvent[]
  /** The least that has to be kept to know the same. */
  readonly entries: () => readonly MemoryEntry[]
}

/** Longer than anything is sent again: that is assumed to end within two days. In milliseconds. */
const remembered = 7 * 86_400_000

/** `entries`: of an earlier run, in their order. */
export const createMemory = (entries: readonly MemoryEntry[] = []): Memory => {
  const owed = new Map<string, Extract<MemoryEntry, { does: 'taken' }>>()
  const done = new Map<string, number>()
  const forget = (now: number) => {
    for (const [id, at] of done) {
      if (now - at < remembered) return
      done.delete(id)
    }
  }
  const note: Memory['note'] = (entry) => {
    if (entry.does === 'taken') {
      if (!done.has(entry.event.id)) owed.set(entry.event.id, entry)
    } else {
      owed.delete(entry.id)
      forget(entry.at)
      done.set(entry.id, entry.at)
    }
  }
  for (const entry of entries) note(entry)
  return {
    note,
    knows: (id) => owed.has(id) || done.has(id),
    owed: () => [...owed.values()].map(({ event }) => event),
    entries: () => [...[...done].map(([id, at]) => ({ does: 'done', at, id }) as const), ...owed.values()],
  }
}
