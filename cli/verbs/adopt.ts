import { acts } from '../acts/index.ts'
import { pulls, type Verb } from '../flags/index.ts'

export const adopt: Verb = {
  name: 'adopt',
  does: 'pull, and make sure that a plan of the file is empty; exits with 1 if not',
  flags: pulls('the file; one that is there is updated in place (default: render.yaml)'),
  examples: ['render-sync adopt', 'render-sync adopt --project shop -o shop/render.yaml'],
  act: acts.adopt,
}
