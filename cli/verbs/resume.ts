import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, json, type Verb } from '../flags/index.ts'

export const resume: Verb = {
  name: 'resume',
  does: 'start a suspended service or database again',
  arguments: [new Argument('<name>', 'its name or id')],
  flags: [json('print JSON'), ...connects],
  examples: ['render-sync resume api'],
  act: acts.resume,
}
