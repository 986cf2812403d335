import { inner, type Rule } from '../judge/index.ts'

export const scalingBounds: Rule = {
  doc: 'Scaling from more to less, or without a target.',
  check: ({ mapping, say }) => {
    const scaling = inner(mapping, 'scaling')
    if (!scaling) return
    const { minInstances: min, maxInstances: max, targetCPUPercent, targetMemoryPercent } = scaling
    if (typeof min === 'number' && typeof max === 'number' && min > max) {
      const message = `"minInstances" must not be above "maxInstances"; got ${min} and ${max}`
      say(['scaling', 'minInstances'], message)
    }
    if (targetCPUPercent === undefined && targetMemoryPercent === undefined) {
      say(['scaling'], '"scaling" needs "targetCPUPercent" or "targetMemoryPercent"', {
        side: 'key',
        todo: 'From 1 to 90, or both.',
      })
    }
  },
}
