import type { Index } from './key-index.ts'

interface Entry {
  readonly at: number
  readonly id: string
}

/** By their moments; at the same one by their ids, so that a restart changes no order. */
const before = (a: Entry | undefined, b: Entry | undefined): boolean =>
  a !== undefined && b !== undefined && (a.at < b.at || (a.at === b.at && a.id < b.id))

/**
 * When something is to happen to records by itself, the earliest first. A heap, in which entries of before a change
 * stay until it is their turn.
 */
export class Due<T extends { readonly id: string }> implements Index<T> {
  private readonly momentOf: (record: T) => number | undefined
  private readonly moments = new Map<string, number>()
  private readonly heap: Entry[] = []

  /** `momentOf` tells when something is to happen to a record, in milliseconds since the epoch, if anything is. */
  constructor(momentOf: (record: T) => number | undefined) {
    this.momentOf = momentOf
  }

  note(record: T): void {
    const at = this.momentOf(record)
    if (at === this.moments.get(record.id)) return
    this.drop(record.id)
    if (at === undefined) return
    this.moments.set(record.id, at)
    this.push({ at, id: record.id })
  }

  drop(id: string): void {
    this.moments.delete(id)
  }

  /** When the first of all is; Infinity when there is none. */
  next(): number {
    return this.first()?.at ?? Number.POSITIVE_INFINITY
  }

  /** The first of those that have come by `now`. */
  passed(now: number): Entry | undefined {
    const first = this.first()
    return first && first.at <= now ? first : undefined
  }

  private first(): Entry | undefined {
    for (let [top] = this.heap; top && this.moments.get(top.id) !== top.at; [top] = this.heap) this.pop()
    return this.heap[0]
  }

  private push(entry: Entry): void {
    let at = this.heap.push(entry) - 1
    while (at > 0 && before(entry, this.heap[(at - 1) >> 1])) at = this.swap(at, (at - 1) >> 1)
  }

  private pop(): void {
    const last = this.heap.pop()
    if (last === undefined || this.heap.length === 0) return
    this.heap[0] = last
    for (let at = 0, child = 1; child < this.heap.length; child = 2 * at + 1) {
      if (before(this.heap[child + 1], this.heap[child])) child++
      if (!before(this.heap[child], last)) return
      at = this.swap(at, child)
    }
  }

  private swap(at: number, other: number): number {
    const [a, b] = [this.heap[at], this.heap[other]]
    if (a && b) [this.heap[at], this.heap[other]] = [b, a]
    return other
  }
}
