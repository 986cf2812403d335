/** What a plan and a drift say in the same blocks, each with none of it or one. */
import type { Unmanaged } from '../../../src/index.ts'
import { addressText, flow, harmless, indented, type Layout } from '../../words/index.ts'
import {
  acceptedWhat,
  acceptedWhy,
  type ChangeView,
  type DriftView,
  failedWhat,
  ignoredLine,
  incomplete,
  neverMade,
  type PlanView,
} from '../view/index.ts'

/** What the file itself says is somebody else's. */
export const ignoredText = ({ ignored }: Pick<PlanView, 'ignored'>, { width }: Layout): readonly string[] => {
  const lines = ignored.flatMap((each) => indented(ignoredLine(each), 2, width))
  return lines.length > 0 ? [['Different, and ignored as the file says:', ...lines].join('\n')] : []
}

/** On a screen; whatever is no terminal gets all of them, each on a line. */
const mostUnmanaged = 20

/** `saying`: what there is to say of what certain flags would delete. */
export const unmanagedText = (
  { unmanaged, unobserved }: Pick<PlanView, 'unmanaged' | 'unobserved'>,
  { width }: Layout,
  saying: (flags: string) => string | undefined = () => undefined,
): readonly string[] => {
  if (unmanaged.length === 0) return []
  const wordsOf = ({ prunedBy }: Unmanaged) => (prunedBy === undefined ? undefined : saying(prunedBy))
  const head = `Not in the file, and left alone (${unmanaged.length}${incomplete(unobserved)}):`
  if (width === Number.POSITIVE_INFINITY) {
    const lines = unmanaged.map((one) => {
      const said = wordsOf(one)
      return `  ${addressText(one.address)}${said === undefined ? '' : ` (${said})`}`
    })
    return [[head, ...lines].join('\n')]
  }
  const shown = unmanaged.slice(0, mostUnmanaged)
  const lines = [...new Set(shown.map(wordsOf))].flatMap((said) => {
    const words = shown.filter((one) => wordsOf(one) === said).map(({ address }) => addressText(address))
    if (said === undefined) return flow(words, 2, width)
    return [...indented(`${said}:`, 2, width), ...flow(words, 4, width)]
  })
  const more = unmanaged.length - mostUnmanaged
  return [[head, ...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n')]
}

/** None, or lines with what failed and where to look. */
export const failedText = (
  { failed, owed }: Pick<ChangeView, 'failed' | 'owed'>,
  indent: number,
  { paint, width }: Layout,
): readonly string[] => {
  const texts = [
    ...(owed ? [neverMade(owed)] : []),
    ...(failed ? [failedWhat(failed)] : []),
    ...(failed?.link === undefined ? [] : [failed.link]),
  ]
  return texts.flatMap((text) => indented(harmless(text), indent, width)).map((line) => paint.red(line))
}

/** None, or one block. */
export const acceptedText = (
  { accepted }: Pick<DriftView, 'accepted'>,
  { width }: Pick<Layout, 'width'>,
): readonly string[] => {
  if (accepted.length === 0) return []
  const lines = accepted.flatMap((each) => [
    ...indented(acceptedWhat(each), 2, width),
    ...indented(acceptedWhy(each), 4, width),
  ])
  return [[`Different, and accepted (${accepted.length}):`, ...lines].join('\n')]
}
