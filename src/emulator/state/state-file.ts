import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type { State } from './store.ts'
import { newState } from './store.ts'

/** A file that no workspace can be read from, or that none can be kept in. */
export class StateFileError extends Error {}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const kindOf = (value: unknown) => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value)

/** Whether all is there that an empty workspace has: one that was cut or made by hand would fail later, and oddly. */
const isState = (value: unknown): value is State => {
  if (!isRecord(value) || value.version !== 1) return false
  return Object.entries(newState(0, [])).every(([key, empty]) => kindOf(value[key]) === kindOf(empty))
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Does what may fail for reasons that lie with the file. */
const withFile = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw new StateFileError(error instanceof Error ? error.message : String(error))
  }
}

const loadState = (file: string): State => {
  const state = parsed(withFile(() => readFileSync(file, 'utf8')))
  if (!isState(state)) throw new StateFileError(`${file} is not a state file of this emulator`)
  return state
}

/** Writes a new file and puts it in the old one's place, so that whoever is killed leaves a whole one behind. */
export const saveState = (file: string, state: State): void => {
  const next = `${file}.next`
  writeFileSync(next, JSON.stringify(state), { mode: 0o600 })
  renameSync(next, file)
}

/** The state in the file; or `fresh`, written at once: what cannot be kept must not wait for the first change to say so. */
export const stateIn = (file: string, fresh: () => State): State => {
  if (existsSync(file)) return loadState(file)
  const state = fresh()
  withFile(() => saveState(file, state))
  return state
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
