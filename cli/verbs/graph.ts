import { acts } from '../acts/index.ts'
import { file, files, flag, quiet, type Verb } from '../flags/index.ts'

export const graph: Verb = {
  name: 'graph',
  does: 'draw what of the file needs what; needs no key and no network',
  ...files,
  flags: [
    file,
    quiet,
    flag('--format <format>', 'for GitHub and GitLab, for Graphviz, or as a picture')
      .choices(['mermaid', 'dot', 'svg'])
      .default('mermaid'),
  ],
  examples: ['render-sync graph', 'render-sync graph --format svg > graph.svg'],
  act: acts.graph,
}
