/** Looks that go out, and what they tell. */
import type { Account } from './allowance.ts'
import { compare, type Entry, hear } from './entry.ts'
import type { LookedIn } from './looked-in.ts'
import type { Look } from './scene.ts'

interface Means {
  /** All that is waited for. */
  readonly entries: Map<number, Entry>
  readonly lists: LookedIn
  readonly account: Account
  readonly now: () => number
  /** Told that another look may be the next one now. */
  readonly changed: () => void
}

export const looksOf = ({ entries, lists, account, now, changed }: Means) => {
  const cohortOf = ({ cohort }: Entry): readonly Entry[] =>
    [...entries.values()].filter((entry) => entry.cohort === cohort)

  /** What is known of one. `announced`: its list had told before that it moved. */
  const learn = (entry: Entry, answer: unknown, announced: boolean): void => {
    const { watch, since, siblingTook } = entry
    hear(entry, watch.statusOf(answer))
    entry.looked ??= now()
    // It had ended when it was looked at: how long the answer took is no part of that.
    const took = entry.looked - since
    const state = watch.stateOf(answer)
    if (state !== 'waiting') {
      watch.list?.ended(watch.id, announced)
      for (const other of cohortOf(entry)) compare(other, took, state === 'ready')
    } else if (now() < watch.until) {
      if (siblingTook !== undefined && took >= siblingTook) entry.vain++
      return
    }
    entries.delete(entry.key)
    entry.resolve(answer)
  }

  const lookAt = async (entry: Entry): Promise<void> => {
    const announced = entry.moved !== undefined
    entry.looking = true
    entry.looked = now()
    for (const other of cohortOf(entry)) other.cohortLooked = now()
    entry.moved = undefined
    account.spend(1)
    try {
      const answer = await entry.watch.look()
      learn(entry, answer, announced)
    } catch (error) {
      entries.delete(entry.key)
      entry.reject(error)
    } finally {
      entry.looking = false
      changed()
    }
  }

  const lookIn = async (name: string): Promise<void> => {
    const { pages, news } = lists.look(name, now())
    account.spend(pages)
    for (const { id, moved, status } of await news) {
      for (const entry of entries.values()) {
        if (entry.list !== name || entry.watch.id !== id) continue
        if (status !== undefined) hear(entry, status)
        if (moved) entry.moved = now()
      }
    }
    changed()
  }

  return {
    learn,
    begin: (look: Look): void => {
      const entry = 'key' in look ? entries.get(look.key) : undefined
      if ('list' in look) void lookIn(look.list)
      else if (entry) void lookAt(entry)
    },
  }
}
