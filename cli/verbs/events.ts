import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, duration, flag, json, positive, type Verb } from '../flags/index.ts'

export const events: Verb = {
  name: 'events',
  does: 'list what happened to a service',
  arguments: [new Argument('<service>', 'its name or id')],
  flags: [
    flag('--limit <n>', 'how many at most').default(20).argParser(positive),
    flag('--type <type>', 'only events of this type, such as deploy_ended'),
    flag('--since <duration>', 'only since so long ago, e.g. 15m, 2h').argParser(duration),
    json('print JSON'),
    ...connects,
  ],
  examples: ['render-sync events api', 'render-sync events api --type deploy_ended --since 24h'],
  act: acts.events,
}
