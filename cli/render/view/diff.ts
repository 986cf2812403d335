/** A change as the lines of the file that come and go, in its own spelling. */
import type { Action } from '../../../src/index.ts'
import { addressText, shown } from '../../words/index.ts'
import type { ChangeView } from './change.ts'
import type { Entry } from './entries.ts'
import { isEntry, type Step } from './spelling.ts'

type Sign = '+' | '-' | ' '

/** Something of a change with nothing further in. */
interface Leaf {
  readonly entry: Entry
  /** What happens to the nearest item that it is in, or to the resource. */
  readonly action: Action
}

/** Each begins with its sign: `+`, `-` or a space. None: there is nothing to show of it. */
export const diffLines = (change: ChangeView): readonly string[] => {
  const leaves = together(change.entries.flatMap((entry) => leavesIn(entry, change.action)))
  if (change.action === 'delete') return [`- ${addressText(change.address)}`]
  const lines: string[] = []
  let open: readonly Step[] = []
  for (const { entry, action } of leaves) {
    const holders = entry.path.slice(0, -1)
    const shared = holders.findIndex((step, at) => step !== open[at])
    const from = shared === -1 ? holders.length : shared
    for (const [at, step] of holders.entries()) {
      if (at >= from) lines.push(lineOf(signOfHolder(step, action, change), at, holding(step)))
    }
    open = holders
    lines.push(...leafLines(entry, signOf(action)))
  }
  return lines
}

/** What stands under one key of the file stands together, as it does there. */
const together = (leaves: readonly Leaf[]): readonly Leaf[] => {
  const keys = [...new Set(leaves.map(({ entry }) => entry.path[0]))]
  return leaves.toSorted((one, other) => keys.indexOf(one.entry.path[0]) - keys.indexOf(other.entry.path[0]))
}

const leavesIn = (entry: Entry, action: Action): readonly Leaf[] => {
  const own = entry.action ?? action
  return entry.inside.length > 0
    ? entry.inside.flatMap((inner) => leavesIn(inner, own))
    : [{ entry, action: own }]
}

const signOf = (action: Action): Sign => (action === 'create' ? '+' : action === 'delete' ? '-' : ' ')

/** A list stays where one of its entries comes or goes. */
const signOfHolder = (step: Step, action: Action, change: ChangeView): Sign =>
  isEntry(step) || change.action === 'create' ? signOf(action) : ' '

const holding = (step: Step): string => (isEntry(step) ? step : `${step}:`)

/** What follows in an entry of a list stands further in by its sign. */
const lineOf = (sign: Sign, depth: number, text: string): string => `${sign} ${'  '.repeat(depth)}${text}`

const leafLines = ({ path, values, notes }: Entry, sign: Sign): readonly string[] => {
  const depth = path.length - 1
  const last = path.at(-1) ?? ''
  const remark = notes.length > 0 ? `  # ${notes.join(', ')}` : ''
  if (!values) return [lineOf(sign, depth, `${last}${remark}`)]
  const side = (sign: Sign, value: unknown, remark = '') =>
    value === undefined || value === null ? [] : [lineOf(sign, depth, `${last}: ${shown(value)}${remark}`)]
  if (values.created) return side('+', values.after, remark)
  const gone = side('-', values.before)
  const come = side('+', values.after, remark)
  return come.length > 0 ? [...gone, ...come] : side('-', values.before, remark)
}
