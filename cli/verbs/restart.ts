import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, json, type Verb } from '../flags/index.ts'

export const restart: Verb = {
  name: 'restart',
  does: 'restart a service or Postgres database with the code it runs',
  arguments: [new Argument('<name>', 'its name or id')],
  flags: [json('print JSON'), ...connects],
  examples: ['render-sync restart api'],
  act: acts.restart,
}
