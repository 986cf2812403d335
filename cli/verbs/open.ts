import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { connects, flag, json, type Verb } from '../flags/index.ts'

export const open: Verb = {
  name: 'open',
  does: 'open the page of a service or database in the Dashboard',
  arguments: [new Argument('<name>', 'its name, id or address')],
  flags: [flag('--print', 'print its address and open nothing'), json('print JSON'), ...connects],
  examples: ['render-sync open api', 'render-sync open api --print'],
  act: acts.open,
}
