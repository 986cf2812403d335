import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, flag, json, type Verb } from '../flags/index.ts'

export const call: Verb = {
  name: 'call',
  does: "call an operation of Render's API by its name",
  arguments: [
    new Argument('[operation]', 'its name, as operations lists it; --help behind it tells its parameters'),
  ],
  takesMore: true,
  flags: [
    flag('--all', 'read a list to its end, not only one page'),
    flag('--reveal', 'print what is hidden: values, passwords, connection strings'),
    json('print JSON'),
    ...connects,
  ],
  examples: [
    'render-sync call deploys.list --service api --limit 5',
    'render-sync call services.list --all --json',
    'render-sync call variables.set --service api --key LOG_LEVEL --value @level.txt',
    'render-sync call jobs.create --help',
  ],
  act: acts.call,
}
