import type { Rule } from '../judge/index.ts'

/** Found while the files are merged. */
export const fileMerge: Rule = {
  doc: 'A resource of a later file that does not fit the one of an earlier file.',
}
