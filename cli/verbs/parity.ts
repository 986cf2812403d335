import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, flag, json, type Verb } from '../flags/index.ts'

export const parity: Verb = {
  name: 'parity',
  does: 'compare the variables of several services and groups, without their values; exits with 2 where they differ',
  arguments: [
    new Argument(
      '<name...>',
      'services, env groups and environments (project/name): names, ids or addresses',
    ),
  ],
  flags: [flag('--all', 'list also what is the same'), json('print JSON'), ...connects],
  examples: ['render-sync parity api shop-staging', 'render-sync parity api worker --json'],
  act: acts.parity,
}
