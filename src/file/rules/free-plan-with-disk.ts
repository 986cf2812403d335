import { inner, type Rule } from '../judge/index.ts'

export const freePlanWithDisk: Rule = {
  doc: 'A disk on the free plan.',
  check: ({ mapping, say }) => {
    if (!inner(mapping, 'disk') || mapping.plan !== 'free') return
    say(['disk'], '"disk" needs a paid plan; got "free"', { side: 'key' })
  },
}
