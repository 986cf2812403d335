import type { World } from '../state/index.ts'

/** Milliseconds; beyond it, no timer of the machine works. */
const longestSleep = 2 ** 31 - 1

/** Resolves when something has happened, or when the clock is at `next`, in milliseconds since the epoch. */
export const somethingNew = async (world: World, next: number, signal: AbortSignal): Promise<void> => {
  const waking = new AbortController()
  const woken = new Promise<void>((resolve) => {
    waking.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  const wake = () => waking.abort()
  world.listeners.add(wake)
  signal.addEventListener('abort', wake, { once: true })
  if (signal.aborted) wake()
  const ms = next - world.moments.ms()
  const due = ms <= longestSleep ? world.sleep(ms, waking.signal) : woken
  // Whoever wakes it ends the sleep, which then rejects.
  await Promise.race([woken, due.catch(() => undefined)])
  world.listeners.delete(wake)
  signal.removeEventListener('abort', wake)
  wake()
}
