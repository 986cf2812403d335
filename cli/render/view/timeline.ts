/** When which change is at work, as estimated. */
import type { Plan } from '../../../src/index.ts'

/** In seconds from the beginning. */
export interface Span {
  readonly address: string
  readonly from: number
  /** Its deploy, or its database becoming available; 0: it is written, and that is all. */
  readonly seconds: number
}

/** Each begins when what it needs is there, or done where it has to be; what waiting the rate limits add is not in it. */
export const timelineOf = (steps: Plan['steps']): readonly Span[] => {
  const spans = new Map<string, Span>()
  for (const { address, needs, seconds } of steps) {
    const times = needs.flatMap(({ of, until }) => {
      const other = spans.get(of)
      return other ? [until === 'made' ? other.from : other.from + other.seconds] : []
    })
    spans.set(address, { address, from: Math.max(0, ...times), seconds })
  }
  return [...spans.values()]
}
