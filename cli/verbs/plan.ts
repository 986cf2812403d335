import { acts } from '../acts/index.ts'
import { deletions, deploys, files, flag, plans, renders, type Verb, writeSecret } from '../flags/index.ts'

export const plan: Verb = {
  name: 'plan',
  does: 'show what an apply would change',
  aliases: ['diff'],
  ...files,
  flags: [
    ...plans,
    ...renders,
    writeSecret,
    ...deploys,
    ...deletions,
    flag('--detailed-exitcode', 'exit with 2 when there are changes'),
  ],
  examples: [
    'render-sync plan --secrets secrets.env',
    'render-sync plan --json > plan.json',
    'render-sync plan --format markdown --detailed-exitcode',
    'render-sync plan --target service/api --target "*/env/LOG_LEVEL"',
  ],
  act: acts.plan,
}
