import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, lists, type Verb } from '../flags/index.ts'

export const audit: Verb = {
  name: 'audit',
  does: 'find a variable in the whole workspace: who holds it, and who gets it',
  arguments: [new Argument('<key...>', 'names of variables; * is any text')],
  flags: [...connects, ...lists],
  examples: ['render-sync audit STRIPE_KEY', "render-sync audit 'AWS_*' --json"],
  act: acts.audit,
}
