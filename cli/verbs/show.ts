import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { pages, quiet, renders, type Verb } from '../flags/index.ts'

export const show: Verb = {
  name: 'show',
  does: 'print a saved plan; needs no key and no network',
  arguments: [new Argument('<file>', 'what plan --out wrote; - for stdin')],
  flags: [quiet, ...renders, ...pages],
  examples: ['render-sync show plan.json', 'render-sync show plan.json --format markdown'],
  act: acts.show,
}
