/** Differences that are known, and count as none until a day. */
import type { Accepted } from '../../src/index.ts'
import { addressText, code, harmless, indented, type Layout, prose } from '../words/index.ts'

interface Known {
  readonly accepted: readonly Accepted[]
}

const what = ({ address, field }: Accepted): string =>
  harmless(`${addressText(address)}${field === undefined ? '' : ` ${field}`}`)

const why = ({ reason, until }: Accepted): string =>
  harmless(`until ${until}: ${reason.replaceAll('\n', ' ')}`)

/** None, or one block. */
export const acceptedText = ({ accepted }: Known, { width }: Pick<Layout, 'width'>): readonly string[] => {
  if (accepted.length === 0) return []
  const lines = accepted.flatMap((each) => [
    ...indented(what(each), 2, width),
    ...indented(why(each), 4, width),
  ])
  return [[`Different, and accepted (${accepted.length}):`, ...lines].join('\n')]
}

export const acceptedMarkdown = ({ accepted }: Known): readonly string[] => {
  if (accepted.length === 0) return []
  const lines = accepted.map((each) => `- ${code(what(each))} ${prose(why(each))}`)
  return [['**Different, and accepted**', '', ...lines].join('\n')]
}
