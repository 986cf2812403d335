/** Watches all that an apply waits for, together. */
import type { Clock } from '../../clock.ts'
import type { Client } from '../../http/index.ts'
import { accountOf } from './allowance.ts'
import { type AnyWatch, type Ending, type Entry, entryOf, type Watch } from './entry.ts'
import { lookedIn } from './looked-in.ts'
import { looksOf } from './looks.ts'
import { nextLook } from './policy.ts'

export interface Watcher {
  /**
   * Resolves with the last answer, once it is over or the time is up. Rejects with what made a look fail, or
   * with the signal's reason.
   */
  readonly until: <Answer>(watch: Watch<Answer>) => Promise<Answer>
}

interface WatcherOptions {
  readonly client: Client
  readonly clock: Clock
  readonly signal?: AbortSignal
  /** How many changes are under way, those that wait included. */
  readonly underWay: () => number
}

export const watcherOf = ({ client, clock, signal, underWay }: WatcherOptions): Watcher => {
  const entries = new Map<number, Entry>()
  const lists = lookedIn()
  const account = accountOf(() => client.reads())
  const bell = bellOf(clock)
  const looks = looksOf({ entries, lists, account, now: () => clock.now(), changed: () => bell.ring() })
  let keys = 0
  let isRunning = false

  const run = async (): Promise<void> => {
    isRunning = true
    while (entries.size > 0) {
      const look = nextLook({
        now: clock.now(),
        watched: [...entries.values()],
        lists: lists.all(),
        allowance: account.allowance(underWay() - entries.size),
      })
      if (look && look.at <= clock.now()) looks.begin(look)
      else await bell.rung(look?.at)
    }
    isRunning = false
  }

  const add = (watch: AnyWatch, ending: Ending): void => {
    const { id, list, known } = watch
    const entry = entryOf(watch, keys++, clock.now(), entries.values(), ending)
    entries.set(entry.key, entry)
    if (list) lists.add(list)
    list?.began(id)
    if (known !== undefined) looks.learn(entry, known, false)
    bell.ring()
    if (!isRunning) void run()
  }

  const stop = () => {
    for (const { reject } of entries.values()) reject(signal?.reason)
    entries.clear()
    bell.ring()
  }
  signal?.addEventListener('abort', stop, { once: true })

  return {
    until: (watch) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        add(watch, { resolve: resolve as Ending['resolve'], reject })
      }),
  }
}

/** Wakes who sleeps until a time, or for ever. */
const bellOf = (clock: Clock) => {
  let ring = () => {}
  return {
    ring: () => ring(),
    rung: async (at = Number.POSITIVE_INFINITY): Promise<void> => {
      const woken = new AbortController()
      const called = new Promise<void>((resolve) => {
        ring = () => {
          woken.abort()
          resolve()
        }
      })
      const ms = at - clock.now()
      await (ms === Number.POSITIVE_INFINITY ? called : clock.sleep(ms, woken.signal).catch(() => undefined))
    },
  }
}
