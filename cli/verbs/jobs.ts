import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, flag, json, positive, type Verb } from '../flags/index.ts'

export const jobs: Verb = {
  name: 'jobs',
  does: 'list the newest one-off jobs of a service',
  arguments: [new Argument('<service>', 'its name or id')],
  flags: [
    flag('--limit <n>', 'how many at most').default(10).argParser(positive),
    json('print JSON'),
    ...connects,
  ],
  examples: ['render-sync jobs api'],
  act: acts.jobs,
}
