import { acts } from '../acts/index.ts'
import { connects, flag, quiet, type Verb } from '../flags/index.ts'

export const init: Verb = {
  name: 'init',
  does: 'start a repository off: a file of what the workspace has, a template of its secrets, and a workflow; shows them and asks before it writes',
  flags: [
    flag('-f, --file <file>', 'the file; one that is there is left as it is (default: render.yaml)'),
    flag('--workspace <name>', 'the workspace, by id or name, where the key sees several'),
    flag('--ci <ci>', 'what the workflow is written for (default: as the repository tells)').choices([
      'github',
      'gitlab',
      'none',
    ]),
    flag('--auto-approve', 'do not ask'),
    quiet,
    ...connects,
  ],
  examples: [
    'render-sync init',
    'render-sync init --workspace Acme --ci github --auto-approve',
    'render-sync init -f deploy/render.yaml --ci none',
  ],
  act: acts.init,
}
