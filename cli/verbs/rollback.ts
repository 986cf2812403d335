import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, duration, flag, json, type Verb } from '../flags/index.ts'

export const rollback: Verb = {
  name: 'rollback',
  does: 'go back to the code that ran before',
  arguments: [new Argument('<service>', 'its name or id')],
  flags: [
    flag('--to <deploy>', 'to this deploy, which was live once'),
    flag('--if-newer-than <duration>', 'do nothing where what runs has run for longer, e.g. 1h').argParser(
      duration,
    ),
    flag('--pause-autodeploy', 'turn autodeploys off first: the next push would deploy newer code'),
    flag('--no-wait', 'begin it and do not wait for its end'),
    flag('--deploy-timeout <duration>', 'wait this long, e.g. 20m, 2h (default: 60m)').argParser(duration),
    json('print JSON'),
    ...connects,
  ],
  examples: [
    'render-sync rollback api --if-newer-than 1h',
    'render-sync rollback api --to dep-d1a2b3 --pause-autodeploy',
  ],
  act: acts.rollback,
}
