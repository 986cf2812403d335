import { acts } from '../acts/index.ts'
import { file, files, quiet, reports, type Verb } from '../flags/index.ts'

export const validate: Verb = {
  name: 'validate',
  does: 'check the file; needs no key and no network',
  ...files,
  flags: [file, quiet, ...reports],
  examples: ['render-sync validate', 'render-sync validate -f staging/render.yaml --json'],
  act: acts.validate,
}
