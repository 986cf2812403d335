/** Time, injected everywhere, so that hours of rate-limited work pass in milliseconds in a test. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The machine's clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const wake = () => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      const stop = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', stop, { once: true })
    }),
}

interface Sleeper {
  readonly due: number
  readonly wake: () => void
}

/**
 * A clock that stands still while anything is running and jumps to the earliest sleeper once the event loop
 * has nothing else to do. One instance is shared by all who take part (client, engine, emulator in process).
 */
export const virtualClock = (start = Date.UTC(2026, 0, 1)): Clock => {
  let now = start
  let jumping = false
  const sleepers = new Set<Sleeper>()

  const jump = () => {
    jumping = false
    const due = Math.min(...[...sleepers].map((sleeper) => sleeper.due))
    if (due === Number.POSITIVE_INFINITY) return
    now = Math.max(now, due)
    for (const sleeper of [...sleepers]) if (sleeper.due <= now) sleeper.wake()
    schedule()
  }
  // Several turns of the event loop: streams and promises of an in-process request need more than one.
  const schedule = (turns = 5) => {
    if (jumping && turns === 5) return
    jumping = true
    setImmediate(() => (turns > 0 ? schedule(turns - 1) : jump()))
  }

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const stop = () => {
          sleepers.delete(sleeper)
          reject(signal?.reason)
        }
        const sleeper: Sleeper = {
          due: now + Math.max(0, ms),
          wake: () => {
            sleepers.delete(sleeper)
            signal?.removeEventListener('abort', stop)
            resolve()
          },
        }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', stop, { once: true })
        schedule()
      }),
  }
}
