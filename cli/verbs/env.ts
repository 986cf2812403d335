import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, lists, type Verb } from '../flags/index.ts'

export const env: Verb = {
  name: 'env',
  does: 'list the variables of a service: where each comes from, and what it masks',
  arguments: [new Argument('<service>', 'its name or address')],
  flags: [...connects, ...lists],
  examples: ['render-sync env api', 'render-sync env service/api --json'],
  act: acts.env,
}
