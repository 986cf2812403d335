import { inner, type Rule } from '../judge/index.ts'

export const diskWithInstances: Rule = {
  doc: 'A disk beside several instances or scaling.',
  check: ({ mapping, say }) => {
    const { scaling, numInstances } = mapping
    const isSeveral = typeof numInstances === 'number' && numInstances > 1
    if (!inner(mapping, 'disk') || (scaling === undefined && !isSeveral)) return
    const other = scaling === undefined ? 'numInstances' : 'scaling'
    const message = `"disk" cannot stand beside "${other}": a service with a disk runs one instance`
    say(['disk'], message, { side: 'key' })
  },
}
