/** What a run is told to delete, besides what the file says. */
import type { Desired, PruneScope } from '../desired.ts'
import { prunable } from '../kinds/index.ts'
import { ProblemsError, problem } from '../problem.ts'
import { nearest } from '../rows/index.ts'

export interface PruneWishes {
  /** Lists of resources and parts of resources, as files call them; the file's own count as well. */
  readonly prune?: readonly string[]
  /** Counts instead of the file's own. */
  readonly pruneScope?: PruneScope
  /** Whether all that could be pruned, and is in no file, is drift. */
  readonly strict?: boolean
}

/** The file's wishes with those of the run. Throws `ProblemsError` for what can never be deleted that way. */
export const withPrune = (
  desired: Desired,
  { prune = [], pruneScope, strict = false }: PruneWishes,
): Desired => {
  const unknown = prune.filter((kind) => !prunable.includes(kind))
  if (unknown.length > 0) throw new ProblemsError(unknown.map(notPrunable))
  const kinds = [...new Set([...(desired.prune?.kinds ?? []), ...prune])]
  const counted = strict ? prunable : (desired.strict?.kinds ?? [])
  const scope = pruneScope ?? desired.prune?.scope
  const within = (lists: readonly string[]) => ({ kinds: lists, ...(scope && { scope }) })
  return {
    ...desired,
    ...(kinds.length > 0 && { prune: within(kinds) }),
    ...(counted.length > 0 && { strict: within(counted) }),
  }
}

const notPrunable = (kind: string) => {
  const near = nearest(kind, prunable)
  const todo = near === undefined ? `It takes ${prunable.join(', ')}.` : `Did you mean ${near}?`
  return problem('bad-usage', `--prune does not know ${JSON.stringify(kind)}`, todo)
}
