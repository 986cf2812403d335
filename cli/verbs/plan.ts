import { acts } from '../acts/index.ts'
import {
  costs,
  deletions,
  deploys,
  expectDeploy,
  files,
  flag,
  pages,
  plans,
  renders,
  repeated,
  type Verb,
  writeSecret,
} from '../flags/index.ts'

export const plan: Verb = {
  name: 'plan',
  does: 'show what an apply would change',
  aliases: ['diff'],
  ...files,
  flags: [
    ...plans,
    ...renders,
    ...pages,
    writeSecret,
    ...deploys,
    expectDeploy,
    ...deletions,
    ...costs,
    repeated(
      '--base <file>',
      'the file as it was before it was changed: tells what comes from that, and what was drift before; several are merged',
    ),
    flag('--out <file>', 'save the plan, to be shown and applied later'),
    flag(
      '--secrets-later',
      'plan without the values of secrets: they are given when the saved plan is applied',
    ),
    flag('--detailed-exitcode', 'exit with 2 when there are changes'),
  ],
  examples: [
    'render-sync plan --secrets secrets.env',
    'render-sync plan --json | jq .summary',
    'render-sync plan --out plan.json --secrets-later',
    'render-sync plan --format markdown --detailed-exitcode',
    'render-sync plan --target service/api --target "*/env/LOG_LEVEL"',
  ],
  act: acts.plan,
}
