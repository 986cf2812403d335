/** Log lines: those that are there, and those that come. */
import { type Answered, call, type Given, type operations } from '../operations/index.ts'
import { clockOf, optionsOf, type Place } from './place.ts'

type Page = Answered<(typeof operations)['logs.list']>
export type LogLine = Page['logs'][number]
export type LogWish = Omit<
  Given<(typeof operations)['logs.list']>,
  'direction' | 'limit' | 'endTime' | 'workspace'
>

/** The value of a label of a line: `level`, `type`, `resource`. */
export const labelOf = ({ labels = [] }: LogLine, name: string): string | undefined =>
  labels.find((label) => label.name === name)?.value

const mostOfPage = 100

/** The last lines, the oldest first; at most so many. */
export const readLogs = async (place: Place, wish: LogWish, most: number): Promise<readonly LogLine[]> => {
  const found: LogLine[] = []
  let endTime: string | undefined
  while (found.length < most) {
    const limit = Math.min(mostOfPage, most - found.length)
    const asked = { ...wish, endTime, direction: 'backward' as const, limit }
    const { logs, hasMore, nextEndTime } = await call(place.client, 'logs.list', asked, optionsOf(place))
    found.push(...logs)
    if (!hasMore || nextEndTime === undefined || nextEndTime === endTime) break
    endTime = nextEndTime
  }
  return found.toReversed()
}

// Requests about logs are limited to 30 a minute (API facts §4): this leaves others their share.
const pause = 3_000

/**
 * Lines as they come, from a time on, until the signal stops it: each once. Render's own way to follow a log is a WebSocket,
 * which tells the same lines; what is read this way also comes through proxies.
 */
export async function* followLogs(place: Place, wish: LogWish, since: string): AsyncGenerator<LogLine> {
  let from = since
  let known = new Set<string>()
  for (;;) {
    const asked = { ...wish, startTime: from, direction: 'forward' as const, limit: mostOfPage }
    const { logs, hasMore } = await call(place.client, 'logs.list', asked, optionsOf(place))
    const fresh = logs.filter(({ id }) => !known.has(id))
    yield* fresh
    const last = fresh.at(-1)
    // Several lines may have one time: it is asked for again, and what is known of it is left out.
    if (last) {
      known = new Set([...(last.timestamp === from ? known : []), ...logs.map(({ id }) => id)])
      from = last.timestamp
    }
    if (!hasMore || fresh.length === 0) await clockOf(place).sleep(pause, place.signal)
  }
}
