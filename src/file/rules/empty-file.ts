import type { Rule } from '../judge/index.ts'

/** Found while the files are loaded. */
export const emptyFile: Rule = {
  doc: 'A file that says nothing, beside one that does.',
}
