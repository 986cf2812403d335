import { acts } from '../acts/index.ts'
import {
  burials,
  confirmDestructive,
  connects,
  destroys,
  files,
  flag,
  ignoreBlueprints,
  json,
  quiet,
  type Verb,
} from '../flags/index.ts'

export const destroy: Verb = {
  name: 'destroy',
  does: 'show what the file declares and the workspace has, ask for the name of the workspace, and delete it',
  ...files,
  flags: [
    ...destroys,
    confirmDestructive,
    ignoreBlueprints,
    flag('--confirm <name>', 'the name of the workspace: nobody is asked'),
    ...burials,
    json('print one event a line; needs --confirm').implies({ format: 'events' }),
    quiet,
    ...connects,
  ],
  examples: [
    'render-sync destroy -e shop/preview --confirm-destructive',
    'render-sync destroy --exclude database/main --confirm Acme --confirm-destructive',
    'render-sync destroy --confirm-destructive --secrets-out deleted.env --deleted-out deleted.yaml',
  ],
  act: acts.destroy,
}
