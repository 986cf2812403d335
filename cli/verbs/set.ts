import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, duration, flag, json, type Verb } from '../flags/index.ts'

export const set: Verb = {
  name: 'set',
  does: 'set a variable of a service or group; its value comes from stdin, a file or a prompt',
  arguments: [
    new Argument('<name>', 'a service or env group: its name, id or address'),
    new Argument('<key>', 'the name of the variable'),
  ],
  flags: [
    flag('--value-file <file>', 'the file that the value is in'),
    flag('--generate', 'let Render make up a value'),
    flag('--mask', 'allow that a variable of a group is masked'),
    flag('--deploy', 'deploy each service that it reaches, once'),
    flag('--wait', 'wait until these deploys are live'),
    flag('--deploy-timeout <duration>', 'wait this long, e.g. 20m, 2h (default: 60m)').argParser(duration),
    json('print JSON'),
    ...connects,
  ],
  examples: [
    'echo debug | render-sync set api LOG_LEVEL --mask',
    'render-sync set group/shared SENTRY_DSN --value-file dsn.txt --deploy --wait',
  ],
  act: acts.set,
}
