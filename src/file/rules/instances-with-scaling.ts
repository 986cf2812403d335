import { inner, type Rule } from '../judge/index.ts'

export const instancesWithScaling: Rule = {
  doc: 'A number of instances beside scaling.',
  check: ({ mapping, say }) => {
    if (!inner(mapping, 'scaling') || mapping.numInstances === undefined) return
    say(['numInstances'], '"numInstances" is ignored beside "scaling"', { side: 'key' })
  },
}
