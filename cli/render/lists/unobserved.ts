/** What the key may not see: neither same nor different. */
import type { Unobserved } from '../../../src/index.ts'
import { addressText, code, harmless, indented, type Layout, prose } from '../../words/index.ts'

interface Seen {
  readonly unobserved: readonly Unobserved[]
}

const why = ({ where, area }: Unobserved): string => `${where} answered 403: the key may not read ${area}`

/** None, or one block. */
export const unobservedText = ({ unobserved }: Seen, { width }: Pick<Layout, 'width'>): readonly string[] => {
  if (unobserved.length === 0) return []
  const lines = unobserved.flatMap(({ address, area }) => [
    ...indented(addressText(address), 2, width),
    ...indented(harmless(`the key may not read ${area}`), 4, width),
  ])
  return [[`Not observed (${unobserved.length}):`, ...lines].join('\n')]
}

export const unobservedMarkdown = ({ unobserved }: Seen): readonly string[] => {
  if (unobserved.length === 0) return []
  const lines = unobserved.map((each) => `- ${code(addressText(each.address))}: ${prose(why(each))}`)
  return [['**Not observed**', '', ...lines].join('\n')]
}
