/** Lists without cursors: the next page is what was created before the end of this one (API facts §7). */

export const pageSize = 100

export interface Item {
  readonly id?: unknown
  readonly cursor?: unknown
  readonly createdAt?: unknown
  readonly [wrapper: string]: unknown
}

export type Ask = (query: Readonly<Record<string, string | undefined>>) => Promise<readonly Item[]>

/** Throws: the answer cannot be gone on with. */
type Refuse = (found: string) => never

/** A span of time that something was created in, in microseconds since the epoch; `to` is not in it. */
interface Span {
  readonly from: number
  readonly to: number
}

/**
 * Goes on from the first page. The time that a page ends in is asked for again, because the page may end between two
 * items of it; what comes then has to begin with what is known. A page that has no other time is divided. Where that
 * does not lead to the end, it is an error: half a list would be taken for all there is.
 */
export const readByTime = async (first: readonly Item[], ask: Ask, refuse: Refuse): Promise<Item[]> => {
  // A server that does not heed the size of pages has none.
  if (first.length > pageSize) return [...first]
  const known = new Map<unknown, Item>()
  const add = (items: readonly Item[]) => {
    for (const item of items) known.set(item.id, item)
  }
  let page = first
  let before = Number.POSITIVE_INFINITY
  for (;;) {
    add(page)
    const last = page.at(-1)
    if (page.length < pageSize || !last) return [...known.values()]
    const spans = page.map((item) => spanOf(item, refuse))
    if (!isNewestFirst(spans)) return refuse('a full page without cursors that is not in order, newest first')
    const { from, to } = spanOf(last, refuse)
    const isOneSpan = spans.every((span) => span.from < to)
    if (isOneSpan) add(await divide({ from, to }, ask, refuse))
    const next = isOneSpan ? from : to
    if (next >= before) return refuse('a page that is not about the time that was asked for')
    before = next
    page = isOneSpan ? await ask({ createdBefore: timeOf(from) }) : await askFrom(last, to, ask, refuse)
  }
}

const isNewestFirst = (spans: readonly Span[]): boolean =>
  spans.every(({ from }, index) => from < (spans[index - 1]?.to ?? Number.POSITIVE_INFINITY))

/** The page that begins with this item, or with others of its time. */
const askFrom = async (item: Item, end: number, ask: Ask, refuse: Refuse): Promise<readonly Item[]> => {
  // A server may compare by whole milliseconds, and then leaves out the one that the item is in.
  const nextMillisecond = Math.ceil(end / millisecond) * millisecond
  for (const before of new Set([end, nextMillisecond])) {
    const page = await ask({ createdBefore: timeOf(before) })
    if (page.some(({ id }) => id === item.id)) return page
  }
  return refuse('a page that does not go on where the one before it ended')
}

/** All items of a span, which may be more than a page. */
const divide = async ({ from, to }: Span, ask: Ask, refuse: Refuse): Promise<readonly Item[]> => {
  const page = await ask({ createdAfter: timeOf(from - 1), createdBefore: timeOf(to) })
  if (page.length < pageSize) return page
  const middle = Math.floor((from + to) / 2)
  if (middle === from) return refuse('more than a page of items that were created at the same time')
  const halves = [
    ...(await divide({ from: middle, to }, ask, refuse)),
    ...(await divide({ from, to: middle }, ask, refuse)),
  ]
  // Times may be finer than what they are compared by.
  const found = new Set(halves.map(({ id }) => id))
  return page.every(({ id }) => found.has(id))
    ? halves
    : refuse('times that are compared by less than they tell')
}

const millisecond = 1000
const second = 1000 * millisecond

/** Ids begin with the second that they were made in: 32 bits, of which each character has five (API facts §0). */
const madeIn = (id: unknown): number => {
  const [, stem = ''] = /^[a-z]{3}-([0-9a-v]{7})/.exec(String(id)) ?? []
  return Math.floor(Number.parseInt(stem, 32) / 8) * second
}

/** What has no time of its own was created about when its id was made. */
const spanOf = ({ id, createdAt }: Item, refuse: Refuse): Span => {
  const from = createdAt === undefined ? madeIn(id) - second : microsecondsOf(String(createdAt))
  if (Number.isNaN(from)) return refuse('a full page of items without cursor and time')
  return { from, to: from + (createdAt === undefined ? 3 * second : 1) }
}

const microsecondsOf = (time: string): number => {
  const [, fraction = ''] = /\.\d{3}(\d{1,3})/.exec(time) ?? []
  return Date.parse(time) * millisecond + Number(fraction.padEnd(3, '0'))
}

const timeOf = (microseconds: number): string => {
  const whole = new Date(Math.floor(microseconds / millisecond)).toISOString().slice(0, -1)
  return `${whole}${String(microseconds % millisecond).padStart(3, '0')}Z`
}
