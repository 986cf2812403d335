/** Looking whether a create was carried out although its answer never came. */
import type { Clock } from '../clock.ts'
import type { ApiList, Lookup } from './request.ts'

interface Means {
  readonly list: (list: ApiList) => Promise<unknown[]>
  /** Like the clock's. */
  readonly sleep: Clock['sleep']
}

// Most servers are done soon; the last look comes when none can be at work any more.
const firstAfter = 1_000

/** When to look, in milliseconds from the first of them on: twice as late each time, and at the end. */
const looksIn = (patience: number): readonly number[] => {
  const looks: number[] = []
  for (let after = firstAfter; after < patience; after *= 2) looks.push(after)
  return [...looks, patience]
}

/**
 * Looks again and again for as long as the server may be working. `sentAt`: when it was first sent, by the server's clock.
 * Undefined: it is not there. Rejects when nobody can look, or the signal aborts.
 */
export const look = async (
  { list: where, match, answer }: Lookup,
  patience: number,
  sentAt: () => number,
  { list, sleep }: Means,
): Promise<{ readonly answer: unknown } | undefined> => {
  let waited = 0
  for (const after of looksIn(patience)) {
    await sleep(after - waited)
    waited = after
    const items = await list(where)
    const item = items.find((each) => match(each as never, sentAt()))
    if (item !== undefined) return { answer: answer ? answer(item as never) : item }
  }
  return undefined
}
