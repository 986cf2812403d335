import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, flag, lists, type Verb } from '../flags/index.ts'

export const audit: Verb = {
  name: 'audit',
  does: 'find a variable in the whole workspace: who holds it, and who gets it',
  arguments: [new Argument('<key...>', 'names of variables; * is any text')],
  flags: [
    flag('--remove', 'take it away from all who hold it, after it was shown and approved'),
    flag('--auto-approve', 'do not ask'),
    ...connects,
    ...lists,
  ],
  examples: [
    'render-sync audit STRIPE_KEY',
    "render-sync audit 'AWS_*' --json",
    'render-sync audit LEGACY_KEY --remove',
  ],
  act: acts.audit,
}
