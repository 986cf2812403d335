import { readFileSync } from 'node:fs'
import type { FormerState } from './former.ts'
import { fromFormer, insideServices } from './former.ts'
import { enter, isEntry } from './journal.ts'
import type { State } from './snapshot.ts'
import { laterKinds, newState } from './snapshot.ts'

/** A file that no workspace can be read from, or that none can be kept in. */
export class StateFileError extends Error {}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const kindOf = (value: unknown) => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value)

/** Whether all is there that an empty workspace has: one that was cut or made by hand would fail later, and oddly. */
const isWhole = (value: Record<string, unknown>, lacks: ReadonlySet<string>): boolean =>
  Object.entries(newState(0, [])).every(
    ([key, empty]) => lacks.has(key) || kindOf(value[key]) === kindOf(empty),
  )

const isState = (value: unknown): value is State =>
  isRecord(value) && value.version === 2 && isWhole(value, new Set<string>(laterKinds))

const isFormer = (value: unknown): value is FormerState =>
  isRecord(value) &&
  value.version === 1 &&
  isWhole(value, new Set<string>([...insideServices, ...laterKinds]))

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Does what may fail for reasons that lie with the file. */
export const withFile = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw new StateFileError(error instanceof Error ? error.message : String(error))
  }
}

/** The first line and all that follow; of a file that somebody has laid out by hand, all of it is the first. */
const partsOf = (text: string): { first: unknown; lines: string[] } => {
  const [head = '', ...lines] = text.split('\n')
  const first = parsed(head)
  return first === undefined ? { first: parsed(text), lines: [] } : { first, lines }
}

const none = () => Object.fromEntries(laterKinds.map((kind) => [kind, {}]))

const snapshotIn = (first: unknown): State | undefined => {
  if (isState(first)) return { ...none(), ...first }
  return isFormer(first) ? { ...none(), ...fromFormer(first) } : undefined
}

/** The workspace in a file, as the last change left it. */
export const readState = (file: string): State => {
  const { first, lines } = partsOf(withFile(() => readFileSync(file, 'utf8')))
  const state = snapshotIn(first)
  const foreign = new StateFileError(`${file} is not a state file of this emulator`)
  if (!state) throw foreign
  // Each line ends: behind the last end there is nothing, or what somebody was killed over and nobody was told of.
  for (const line of lines.slice(0, -1)) {
    const entry = parsed(line)
    if (!isEntry(state, entry)) throw foreign
    enter(state, entry)
  }
  return state
}
