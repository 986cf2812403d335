/** How many looks may go out: they leave to the apply what it needs of the limit of reads. */
import type { Room } from '../../http/index.ts'
import type { Allowance } from './scene.ts'

/** What one change that is under way may still read, at most, before it waits. */
const readsOfChange = 2

export interface Account {
  /** Counts looks that go out. */
  readonly spend: (requests: number) => void
  /** `busy`: how many changes are under way and wait for nothing yet. */
  readonly allowance: (busy: number) => Allowance
}

/** Looks get half of the limit, and of what is left what the apply does not need; a quarter of that at the least. */
export const accountOf = (room: () => Room): Account => {
  let window = 0
  let spent = 0
  const now = (): Room => {
    const found = room()
    // Its end may be corrected by a second or so within one window.
    if (found.ends - window > found.window / 2) spent = 0
    window = found.ends
    return found
  }
  return {
    spend: (requests) => {
      now()
      spent += requests
    },
    allowance: (busy) => {
      const { limit, left, ends } = now()
      const needed = Math.min(busy * readsOfChange, limit / 2, left * 0.75)
      return { left: Math.floor(Math.min(limit / 2 - spent, left - needed)), ends }
    },
  }
}
