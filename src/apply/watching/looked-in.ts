/** The lists that are looked at, and when each was. */
import type { News, Watchlist } from './lists.ts'
import type { Listing } from './scene.ts'

export const lookedIn = () => {
  const lists = new Map<
    string,
    { readonly list: Watchlist; looked?: number; looking: boolean; failed: boolean }
  >()
  return {
    add: (list: Watchlist): void => {
      if (!lists.has(list.name)) lists.set(list.name, { list, looking: false, failed: false })
    },
    all: (): readonly Listing[] =>
      [...lists.values()].map(({ list, looked, looking, failed }) => ({
        name: list.name,
        looked,
        looking,
        tells: failed ? 'never' : list.tells(),
        pages: list.pages(),
      })),
    /** What it tells. One that cannot be read is not asked again: it only spares other looks. */
    look: (
      name: string,
      now: number,
    ): { readonly pages: number; readonly news: Promise<readonly News[]> } => {
      const found = lists.get(name)
      if (!found) return { pages: 0, news: Promise.resolve([]) }
      const { list } = found
      const pages = list.pages()
      found.looked = now
      found.looking = true
      const news = list
        .look()
        .catch(() => {
          found.failed = true
          return []
        })
        .finally(() => {
          found.looking = false
        })
      return { pages, news }
    },
  }
}

export type LookedIn = ReturnType<typeof lookedIn>
