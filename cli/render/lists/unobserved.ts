/** What the key may not see: neither same nor different. */
import type { Unobserved } from '../../../src/index.ts'
import { addressText, code, harmless, indented, type Layout, prose } from '../../words/index.ts'

interface Seen {
  readonly unobserved: readonly Unobserved[]
}

/** Another key could not see it, and what this one sees of it is left alone. */
const ofPlan = 'the saved plan did not observe it: it is left alone'

const why = ({ where, area, unseenBy }: Unobserved): string =>
  unseenBy ? ofPlan : `${where} answered 403: the key may not read ${area}`

/** None, or one block. */
export const unobservedText = ({ unobserved }: Seen, { width }: Pick<Layout, 'width'>): readonly string[] => {
  if (unobserved.length === 0) return []
  const lines = unobserved.flatMap(({ address, area, unseenBy }) => [
    ...indented(addressText(address), 2, width),
    ...indented(unseenBy ? ofPlan : harmless(`the key may not read ${area}`), 4, width),
  ])
  return [[`Not observed (${unobserved.length}):`, ...lines].join('\n')]
}

export const unobservedMarkdown = ({ unobserved }: Seen): readonly string[] => {
  if (unobserved.length === 0) return []
  const lines = unobserved.map((each) => `- ${code(addressText(each.address))}: ${prose(why(each))}`)
  return [['**Not observed**', '', ...lines].join('\n')]
}
