import type { Rule } from '../judge/index.ts'

/** Found once all others have been found. */
export const unusedIgnore: Rule = {
  doc: 'A render-sync-ignore comment that silences nothing.',
}
