import { acts } from '../acts/index.ts'
import { connects, json, type Verb } from '../flags/index.ts'

export const whoami: Verb = {
  name: 'whoami',
  does: 'tell whose key this is, and which workspace is meant',
  flags: [json('print JSON'), ...connects],
  examples: ['render-sync whoami'],
  act: acts.whoami,
}
