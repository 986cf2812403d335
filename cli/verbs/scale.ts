import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, json, positive, type Verb } from '../flags/index.ts'

export const scale: Verb = {
  name: 'scale',
  does: 'set how many instances of a service run',
  arguments: [
    new Argument('<service>', 'its name or id'),
    new Argument('<instances>', 'how many').argParser(positive),
  ],
  flags: [json('print JSON'), ...connects],
  examples: ['render-sync scale api 3'],
  act: acts.scale,
}
