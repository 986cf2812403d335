import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, json, type Verb } from '../flags/index.ts'

export const suspend: Verb = {
  name: 'suspend',
  does: 'stop a service or database until it is resumed',
  arguments: [new Argument('<name>', 'its name or id')],
  flags: [json('print JSON'), ...connects],
  examples: ['render-sync suspend api'],
  act: acts.suspend,
}
