import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
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
