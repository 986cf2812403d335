import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, duration, flag, json, positive, repeated, type Verb } from '../flags/index.ts'

export const logs: Verb = {
  name: 'logs',
  does: 'print the log of services and databases',
  arguments: [new Argument('<name...>', 'their names or ids')],
  flags: [
    flag('--tail', 'go on with the lines that come'),
    flag('--limit <n>', 'how many of the last lines at most').default(100).argParser(positive),
    flag('--since <duration>', 'only since so long ago, e.g. 15m, 2h').argParser(duration),
    repeated('--level <level>', 'only lines of this level: error, warning, info; repeatable'),
    repeated('--type <type>', 'only lines of this type: app, request, build; repeatable'),
    repeated('--text <text>', 'only lines with this text; * is any text; repeatable'),
    json('print JSON'),
    ...connects,
  ],
  examples: ['render-sync logs api --tail', 'render-sync logs api worker --since 2h --level error'],
  act: acts.logs,
}
