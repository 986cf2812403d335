import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, flag, json, positive, type Verb } from '../flags/index.ts'

export const deploys: Verb = {
  name: 'deploys',
  does: 'list the newest deploys of a service',
  arguments: [new Argument('<service>', 'its name or id')],
  flags: [
    flag('--limit <n>', 'how many at most').default(10).argParser(positive),
    json('print JSON'),
    ...connects,
  ],
  examples: ['render-sync deploys api', 'render-sync deploys api --limit 50 --json'],
  act: acts.deploys,
}
