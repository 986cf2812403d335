import type { Rule } from '../judge/index.ts'

export const freePlanFeature: Rule = {
  doc: 'Something that the free plan does not have.',
  check: ({ mapping, say }) => {
    if (mapping.plan !== 'free' || mapping.runtime === 'static') return
    const used = [
      ...(mapping.preDeployCommand ? ['preDeployCommand'] : []),
      ...(mapping.scaling === undefined ? [] : ['scaling']),
    ]
    for (const key of used) say([key], `"${key}" needs a paid plan; got "free"`, { side: 'key' })
  },
}
