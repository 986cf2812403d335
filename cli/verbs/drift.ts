import { acts } from '../acts/index.ts'
import { files, plans, renders, repeated, type Verb } from '../flags/index.ts'

export const drift: Verb = {
  name: 'drift',
  does: 'tell whether the workspace still has what the file declares; exits with 2 if not, else with 1 if something was not observed',
  aliases: ['status'],
  ...files,
  flags: [
    ...plans,
    ...renders,
    repeated(
      '--allow-unobserved <pattern>',
      'addresses that the key need not see: "service/*/env", "*"; repeatable',
    ),
  ],
  examples: ['render-sync drift', 'render-sync drift --json'],
  act: acts.drift,
}
