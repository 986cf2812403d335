import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import { flag, type Verb } from '../flags/index.ts'

export const login: Verb = {
  name: 'login',
  does: 'write down an account: whose key, where that is, and which workspace',
  arguments: [new Argument('[name]', 'what it is to be called (default: default)')],
  flags: [
    flag('--workspace <workspace>', 'the workspace, by id or name, where the key sees several'),
    flag('--host <url>', 'where the API is'),
    flag('--variable <name>', 'the key is in this variable, and is written nowhere'),
    flag(
      '--command <command>',
      'the key is what this program prints, and is written nowhere: "op read op://vault/render/key"',
    ),
    flag('--keychain', 'keep the key in the keychain of the system'),
    flag('--default', 'make it the account that is meant where none is named'),
  ],
  examples: [
    'render-sync login production --workspace Acme',
    'render-sync login ci --variable RENDER_CI_KEY',
  ],
  act: acts.login,
}
