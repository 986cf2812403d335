import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { json, type Verb } from '../flags/index.ts'

export const operations: Verb = {
  name: 'operations',
  does: "list the operations of Render's API: what each does, whether it changes anything, and its limit",
  arguments: [new Argument('[word...]', 'only those that have all of these in their names')],
  flags: [json('print JSON')],
  examples: ['render-sync operations', 'render-sync operations deploys', 'render-sync operations --json'],
  act: acts.operations,
}
