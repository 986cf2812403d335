import { acts } from '../acts/index.ts'
import {
  burials,
  carries,
  costs,
  deletions,
  deploys,
  expectDeploy,
  files,
  plans,
  runs,
  type Verb,
  writeSecret,
} from '../flags/index.ts'

export const apply: Verb = {
  name: 'apply',
  does: 'show the plan, ask, and carry it out; of a saved plan what is left of it, unless something else has changed',
  ...files,
  flags: [
    ...plans,
    writeSecret,
    ...deploys,
    expectDeploy,
    ...runs,
    ...deletions,
    ...costs,
    ...burials,
    ...carries,
  ],
  examples: [
    'render-sync apply --secrets secrets.env',
    'render-sync apply --auto-approve --max-duration 20m',
    'render-sync apply -e shop/staging',
    'render-sync apply --auto-approve --no-wait',
    'render-sync apply --auto-approve --deploy-timeout 2h',
    'render-sync apply --redeploy-failed --deploy-linked',
    'render-sync apply --secrets secrets.env --write-secret api/STRIPE_KEY',
    'render-sync apply plan.json --auto-approve --secrets secrets.env',
    'render-sync apply plan.json --what-is',
    'render-sync apply --auto-approve --json | jq -r .type',
  ],
  act: acts.apply,
}
