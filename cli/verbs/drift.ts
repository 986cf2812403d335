import { acts } from '../acts/index.ts'
import { plans, renders, type Verb } from '../flags/index.ts'

export const drift: Verb = {
  name: 'drift',
  does: 'tell whether the workspace still has what the file declares; exits with 2 if not',
  flags: [...plans, ...renders],
  examples: ['render-sync drift', 'render-sync drift --json'],
  act: acts.drift,
}
