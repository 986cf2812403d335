import { acts } from '../acts/index.ts'
import { pulls, type Verb } from '../flags/index.ts'

export const pull: Verb = {
  name: 'pull',
  does: 'write down what the workspace has, as a render.yaml',
  flags: pulls('the file; one that is there is updated in place (default: stdout)'),
  examples: [
    'render-sync pull > render.yaml',
    'render-sync pull -o render.yaml --secrets-out secrets.env',
    'render-sync pull -o render.yaml --resource "service/shop-*"',
  ],
  act: acts.pull,
}
