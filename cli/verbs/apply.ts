import { acts } from '../acts/index.ts'
import { deletions, deploys, files, flag, json, plans, runs, type Verb, writeSecret } from '../flags/index.ts'

export const apply: Verb = {
  name: 'apply',
  does: 'show the plan, ask, and carry it out',
  ...files,
  flags: [
    ...plans,
    writeSecret,
    ...deploys,
    ...runs,
    ...deletions,
    flag('--auto-approve', 'do not ask'),
    json('print one event a line; needs --auto-approve').implies({ format: 'events' }),
  ],
  examples: [
    'render-sync apply --secrets secrets.env',
    'render-sync apply --auto-approve --max-duration 20m',
    'render-sync apply -e shop/staging',
    'render-sync apply --auto-approve --no-wait',
    'render-sync apply --auto-approve --deploy-timeout 2h',
    'render-sync apply --redeploy-failed --deploy-linked',
    'render-sync apply --secrets secrets.env --write-secret api/STRIPE_KEY',
    'render-sync apply --auto-approve --json | jq -r .type',
  ],
  act: acts.apply,
}
