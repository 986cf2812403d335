import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { State } from './store.ts'

/** Reads a state that `saveState` wrote; undefined when there is no file yet. */
export const loadState = (file: string): State | undefined => {
  if (!existsSync(file)) return undefined
  const state: State = JSON.parse(readFileSync(file, 'utf8'))
  if (state.version !== 1) throw new Error(`${file} is not a state file of this emulator`)
  return state
}

/** Writes a new file and puts it in the old one's place, so that whoever is killed leaves a whole one behind. */
export const saveState = (file: string, state: State): void => {
  const next = `${file}.next`
  writeFileSync(next, JSON.stringify(state), { mode: 0o600 })
  renameSync(next, file)
}

/**
 * Saves what `state` tells when asked to, once for all that ask in the same turn of the event loop: writing a large
 * workspace takes longer than everything else that a request does.
 */
export const saverOf = (file: string, state: () => State): (() => Promise<void>) => {
  let next: Promise<void> | undefined
  const save = async () => {
    await setImmediate()
    next = undefined
    saveState(file, state())
  }
  return () => {
    next ??= save()
    return next
  }
}
