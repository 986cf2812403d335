import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, flag, json, type Verb } from '../flags/index.ts'

export const connect: Verb = {
  name: 'connect',
  does: 'run a program that is told how to connect to a database',
  arguments: [
    new Argument('<database>', 'its name or id'),
    new Argument('[command...]', 'the program and its arguments, behind --'),
  ],
  flags: [
    flag('--internal', 'by the address within Render, not the one from outside'),
    flag('--as <name>', 'the variable that has the connection string (default: DATABASE_URL or REDIS_URL)'),
    flag('--reveal', 'print the connection string'),
    json('print JSON'),
    ...connects,
  ],
  examples: ['render-sync connect main -- psql', 'render-sync connect main --reveal'],
  act: acts.connect,
}
