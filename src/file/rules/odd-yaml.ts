import type { Rule } from '../judge/index.ts'

/** Found while the text is parsed. */
export const oddYaml: Rule = {
  doc: 'YAML that is read in another way than it looks.',
}
