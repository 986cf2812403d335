import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, duration, flag, json, type Verb } from '../flags/index.ts'

export const unset: Verb = {
  name: 'unset',
  does: 'take a variable of a service or group away',
  arguments: [
    new Argument('<name>', 'a service or env group: its name, id or address'),
    new Argument('<key>', 'the name of the variable'),
  ],
  flags: [
    flag('--deploy', 'deploy each service that it reaches, once'),
    flag('--wait', 'wait until these deploys are live'),
    flag('--deploy-timeout <duration>', 'wait this long, e.g. 20m, 2h (default: 60m)').argParser(duration),
    json('print JSON'),
    ...connects,
  ],
  examples: ['render-sync unset api LOG_LEVEL --deploy'],
  act: acts.unset,
}
