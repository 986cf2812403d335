import { notFound } from '../request/index.ts'
import type { Index, Row } from './key-index.ts'
import { KeyIndex } from './key-index.ts'

/** Under what the records of a table are found, by the name of the index. */
export type Keys<T, I extends string> = Readonly<Record<I, (record: T) => readonly (string | undefined)[]>>

/** The changes of a record: of all but its id. */
export type Changes<T extends Row> = {
  readonly [K in keyof T as K extends 'id' ? never : K]?: T[K] | undefined
}

/**
 * All records of one kind, in the order in which they came. The one place that puts, changes and removes a record, and
 * so the one that keeps its indexes right and knows what is to be saved.
 */
export class Table<T extends Row, I extends string = never> {
  private readonly rows = new Map<string, T>()
  private readonly changed: (id: string) => void
  private readonly named: Readonly<Record<I, KeyIndex<T>>>
  private readonly indexes: readonly Index<T>[]

  /** `changed` is told whose record is new, different or gone. */
  constructor(records: Iterable<T>, changed: (id: string) => void, keys: Keys<T, I>, ...others: Index<T>[]) {
    const named = Object.entries<Keys<T, I>[I]>(keys).map(([name, keysOf]) => [name, new KeyIndex(keysOf)])
    // One for each key of `keys`.
    this.named = Object.fromEntries(named) as Record<I, KeyIndex<T>>
    this.indexes = [...Object.values<KeyIndex<T>>(this.named), ...others]
    this.changed = changed
    for (const record of records) this.keep(record)
  }

  get size(): number {
    return this.rows.size
  }

  all(): T[] {
    return [...this.rows.values()]
  }

  has(id: string): boolean {
    return this.rows.has(id)
  }

  get(id: string | undefined): T | undefined {
    return id === undefined ? undefined : this.rows.get(id)
  }

  /** The record of that id, or 404. */
  find(id: string): T {
    const record = this.rows.get(id)
    if (record === undefined) throw notFound(id)
    return record
  }

  /** The ids under a key of an index, those that came under it first before the others. */
  ids(index: I, key: string): ReadonlySet<string> {
    return this.named[index].ids(key)
  }

  /** The records under a key of an index. */
  by(index: I, key: string): T[] {
    return [...this.ids(index, key)].map((id) => this.find(id))
  }

  /** Puts a new record, or another one in the place of that with its id. */
  put(record: T): T {
    this.keep(record)
    this.changed(record.id)
    return record
  }

  /** Changes a record where it stands: whoever has it sees the change. */
  change(record: T, changes: Changes<T>): void {
    Object.assign(record, changes)
    this.keep(record)
    this.changed(record.id)
  }

  remove(id: string): void {
    if (!this.rows.delete(id)) return
    for (const index of this.indexes) index.drop(id)
    this.changed(id)
  }

  private keep(record: T): void {
    this.rows.set(record.id, record)
    for (const index of this.indexes) index.note(record)
  }
}
