/** What a table keeps in step with its records: told of each that is new or changed, and of each that is gone. */
export interface Index<T> {
  note(record: T): void
  drop(id: string): void
}

export interface Row {
  readonly id: string
}

const none: ReadonlySet<string> = new Set()

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((key, at) => key === b[at])

/** Finds records by what is in them: a name, or another record that they refer to. */
export class KeyIndex<T extends Row> implements Index<T> {
  private readonly keysOf: (record: T) => readonly (string | undefined)[]
  private readonly keysById = new Map<string, readonly string[]>()
  private readonly idsByKey = new Map<string, Set<string>>()

  /** `keysOf` tells under what a record is found; undefined is nothing. */
  constructor(keysOf: (record: T) => readonly (string | undefined)[]) {
    this.keysOf = keysOf
  }

  /** The records under that key, by their ids. */
  ids(key: string): ReadonlySet<string> {
    return this.idsByKey.get(key) ?? none
  }

  note(record: T): void {
    const keys = this.keysOf(record).filter((key) => key !== undefined)
    if (same(keys, this.keysById.get(record.id) ?? [])) return
    this.drop(record.id)
    this.keysById.set(record.id, keys)
    for (const key of keys) {
      const ids = this.idsByKey.get(key)
      if (ids) ids.add(record.id)
      else this.idsByKey.set(key, new Set([record.id]))
    }
  }

  drop(id: string): void {
    for (const key of this.keysById.get(id) ?? []) {
      const ids = this.idsByKey.get(key)
      ids?.delete(id)
      // A key that nothing has must not stay for as long as the emulator runs.
      if (ids?.size === 0) this.idsByKey.delete(key)
    }
    this.keysById.delete(id)
  }
}
