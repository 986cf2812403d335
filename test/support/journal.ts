/** A journal in memory. */
import type { Journal, JournalEntry } from '../../src/index.ts'

export interface MemoryJournal extends Journal {
  /** `written service/api`, in the order in which they came. */
  readonly lines: () => readonly string[]
}

export const memoryJournal = (): MemoryJournal => {
  const entries: (JournalEntry & { readonly workspace: string })[] = []
  return {
    read: async (workspace) => entries.filter((entry) => entry.workspace === workspace),
    append: (workspace, entry) => void entries.push({ ...entry, workspace }),
    lines: () => entries.map(({ does, address }) => `${does} ${address}`),
  }
}
