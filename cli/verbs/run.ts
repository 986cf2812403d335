import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, duration, flag, json, type Verb } from '../flags/index.ts'

export const run: Verb = {
  name: 'run',
  does: 'run a command once, with the code and variables of a service',
  arguments: [
    new Argument('<service>', 'its name or id'),
    new Argument('<command...>', 'the command, behind --'),
  ],
  flags: [
    flag('--plan <plan>', 'the plan of the instance that it runs on (default: that of the service)'),
    flag('--no-wait', 'begin it and do not wait for its end'),
    flag('--deploy-timeout <duration>', 'wait this long, e.g. 20m, 2h (default: 60m)').argParser(duration),
    json('print JSON'),
    ...connects,
  ],
  examples: [
    'render-sync run api -- npm run migrate',
    'render-sync run api --no-wait -- "bin/report --since yesterday"',
  ],
  act: acts.run,
}
