import type { Desired } from '../desired.ts'
import { load } from '../file/index.ts'
import { type Problem, ProblemsError } from '../problem.ts'

export interface LoadedBack {
  readonly desired: Desired
  /** Why the file could not be applied. */
  readonly problems: readonly Problem[]
}

/** A workspace may have more than a file may say: that is no reason to keep the rest of it back. */
export const loaded = (name: string, text: string): LoadedBack => {
  const nothing = { resources: new Map() }
  if (text === '') return { desired: nothing, problems: [] }
  try {
    return { desired: load([{ name, text }]).desired, problems: [] }
  } catch (error) {
    if (error instanceof ProblemsError) return { desired: nothing, problems: error.problems }
    throw error
  }
}
