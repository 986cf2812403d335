import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, flag, json, type Verb } from '../flags/index.ts'

export const outputs: Verb = {
  name: 'outputs',
  does: 'print ids, URLs, hosts and ports of what the workspace has',
  arguments: [new Argument('[address...]', 'only these: service/api, "service/shop-*"')],
  flags: [
    flag('--env', 'print lines NAME=value that a shell reads'),
    flag('--reveal', 'print connection strings too'),
    json('print JSON'),
    ...connects,
  ],
  examples: ['render-sync outputs', 'render-sync outputs service/api --env'],
  act: acts.outputs,
}
