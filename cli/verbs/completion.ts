import { Argument } from 'commander'
import { acts } from '../acts/index.ts'
import type { Verb } from '../flags/index.ts'

export const completion: Verb = {
  name: 'completion',
  does: 'print a completion script for a shell',
  arguments: [new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish'])],
  flags: [],
  examples: [
    'source <(render-sync completion bash)',
    'render-sync completion zsh > ~/.zfunc/_render-sync',
    'render-sync completion fish > ~/.config/fish/completions/render-sync.fish',
  ],
  act: acts.completion,
}
