import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, json, type Verb } from '../flags/index.ts'

export const cancel: Verb = {
  name: 'cancel',
  does: 'cancel a deploy that is under way',
  arguments: [
    new Argument('<service>', 'its name or id'),
    new Argument('[deploy]', 'its id, where several are under way'),
  ],
  flags: [json('print JSON'), ...connects],
  examples: ['render-sync cancel api', 'render-sync cancel api dep-d1a2b3'],
  act: acts.cancel,
}
