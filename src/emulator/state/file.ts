import { closeSync, constants, existsSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { Journal } from './journal.ts'
import { readState, withFile } from './reading.ts'
import type { State } from './snapshot.ts'
import type { World } from './world.ts'

/** In characters: of a smaller workspace, more than itself may be appended. */
const leastJournal = 65_536

const append = (file: string, line: string): void => {
  // Not made where there is none: a line without the workspace that it changes is nothing.
  const open = openSync(file, constants.O_WRONLY | constants.O_APPEND)
  try {
    writeFileSync(open, line)
  } finally {
    closeSync(open)
  }
}

/**
 * A workspace in a file: in the first line as it was, and in each other line what changed then. When the changes are
 * longer than the workspace, a new file takes the place of the old one. Whoever is killed leaves what was answered.
 */
export class StateFile {
  private readonly file: string
  private readonly world: () => World
  private readonly journal = new Journal()
  private next: Promise<void> | undefined
  /** In characters. */
  private snapshotSize = 0
  private journalSize = 0

  constructor(file: string, world: () => World) {
    this.file = file
    this.world = world
  }

  /**
   * The state in the file, or else a fresh one; and it is written at once, since what cannot be kept must not wait for
   * the first change to say so.
   */
  begin(fresh: () => State): State {
    const state = existsSync(this.file) ? readState(this.file) : fresh()
    withFile(() => this.replace(state))
    return state
  }

  readonly changed: Journal['note'] = (kind, id) => this.journal.note(kind, id)

  /** Another workspace takes the place of that in the file. */
  replace(state: State): void {
    const next = `${this.file}.next`
    const text = `${JSON.stringify(state)}\n`
    writeFileSync(next, text, { mode: 0o600 })
    renameSync(next, this.file)
    this.snapshotSize = text.length
    this.journalSize = 0
  }

  /** Saves what has changed, once for all that ask in the same turn of the event loop. */
  save(): Promise<void> {
    this.next ??= this.saveSoon()
    return this.next
  }

  private async saveSoon(): Promise<void> {
    await setImmediate()
    this.next = undefined
    const entry = this.journal.take(this.world())
    if (!entry) return
    const line = `${JSON.stringify(entry)}\n`
    const size = this.journalSize + line.length
    if (size > Math.max(this.snapshotSize, leastJournal)) return this.replace(this.world().state())
    // Nothing may follow a line that is not whole: if this fails, the next time all is written anew.
    this.journalSize = Number.POSITIVE_INFINITY
    append(this.file, line)
    this.journalSize = size
  }
}
