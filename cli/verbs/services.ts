import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, json, type Verb } from '../flags/index.ts'

export const services: Verb = {
  name: 'services',
  does: 'list the services of the workspace',
  arguments: [new Argument('[word...]', 'only those that have all of these in their names')],
  flags: [json('print JSON'), ...connects],
  examples: ['render-sync services', 'render-sync services api --json'],
  act: acts.services,
}
