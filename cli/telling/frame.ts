/** An apply in the lines of a window: failures stay, what goes on and what waits follows, and what is done is a number. */

import { signs } from '../../src/index.ts'
import type { Paint, Room } from '../shell/index.ts'
import { filled, lineOf, type Piece, shortened, tints, widthOf } from '../words/index.ts'
import { elapsedText, footText, stateText } from './row-words.ts'
import type { Row, Scene, State } from './rows.ts'

/** No more lines than the room has, and none wider; of what does not fit stands how many there are. */
export const frameOf = (
  scene: Scene,
  { width, height }: Room,
  now: number,
  paint: Paint,
): readonly string[] => {
  const rows = rowsAt(scene, now)
  const { shown, left } = fitting(rows, height - 1)
  const labels = Math.min(
    Math.floor(width * widest),
    Math.max(0, ...shown.map(({ label }) => widthOf(label))),
  )
  const lines = [
    ...shown.map((row) => lineOf(piecesOf(row, labels, now, paint), width)),
    ...(left.length > 0
      ? [lineOf([{ text: `     and ${left.length} more: ${countsIn(left)}`, paint: paint.dim }], width)]
      : []),
  ]
  const foot = lineOf([{ text: footText(rows, scene.status), paint: paint.bold }], width)
  return [...lines.slice(0, Math.max(0, height - 1)), foot]
}

/** How much of a line an address may take. */
const widest = 0.4

/** `1:02:03`. */
const times = 7

/** `  +  service/api     0:12  build in progress 0:10`. */
const piecesOf = (row: Row, labels: number, now: number, paint: Paint): readonly Piece[] => {
  const { action = 'none', state, label } = row
  const isFailed = state.is === 'failed'
  return [
    {
      text: isFailed ? '  !' : signs[action].padStart(3),
      paint: isFailed ? paint.red : paint[tints[action]],
    },
    { text: `  ${filled(shortened(label, labels), labels)}`, paint: paint.bold },
    { text: `  ${elapsedText(row, now).padStart(times)}`, paint: paint.dim },
    { text: `  ${stateText(row, now)}`, paint: paint[stateTints[state.is]] },
  ]
}

const stateTints: Readonly<Record<State['is'], 'red' | 'yellow' | 'dim' | 'reset'>> = {
  failed: 'red',
  pending: 'yellow',
  waiting: 'yellow',
  undo: 'yellow',
  next: 'dim',
  writing: 'reset',
  items: 'reset',
  settling: 'reset',
  done: 'reset',
  skipped: 'reset',
  stopped: 'reset',
}

/** What each is at by now: a wait is over when its time has come, or the last of those has ended that it is for. */
const rowsAt = ({ rows }: Scene, now: number): readonly Row[] => {
  const labels = new Map(
    rows.flatMap(({ address, label, state }) => (hasEnded(state) ? [] : [[address, label]])),
  )
  const stateOf = (state: State): State => {
    if (state.is === 'waiting') return state.until > now ? state : stateOf(state.after)
    if (state.is !== 'pending') return state
    const waitsFor = state.waitsFor.flatMap((address) => labels.get(address) ?? [])
    return waitsFor.length > 0 ? { is: 'pending', waitsFor } : { is: 'next' }
  }
  return rows.map((row) => ({ ...row, state: stateOf(row.state) }))
}

const hasEnded = ({ is }: State): boolean =>
  is === 'failed' || is === 'done' || is === 'skipped' || is === 'stopped'

/** What is shown of those of a state: in which order, and how it is called where there is no room for it. */
const ranks: readonly { readonly states: readonly State['is'][]; readonly called: string }[] = [
  { states: ['failed'], called: 'failed' },
  { states: ['writing', 'items', 'undo'], called: 'being written' },
  { states: ['settling'], called: 'deploying' },
  { states: ['waiting'], called: 'waiting for a limit' },
  { states: ['pending'], called: 'waiting for others' },
  { states: ['next'], called: 'to begin' },
]

const rankOf = ({ state }: Row): number => ranks.findIndex(({ states }) => states.includes(state.is))

/** Those that come first began first, or may go on first; the others keep their order. */
const timeOf = ({ state, since = 0 }: Row): number => {
  if (state.is === 'waiting') return state.until
  return state.is === 'failed' ? state.at : started(state) ? since : 0
}

const started = ({ is }: State): boolean =>
  is === 'writing' || is === 'items' || is === 'undo' || is === 'settling'

/** Failures take no more than a third of the room where others need it; the latest of them are shown. */
const fitting = (rows: readonly Row[], room: number) => {
  const sorted = rows
    .filter((row) => rankOf(row) >= 0)
    .toSorted((one, other) => rankOf(one) - rankOf(other) || timeOf(one) - timeOf(other))
  if (sorted.length <= room) return { shown: sorted, left: [] }
  const failed = sorted.filter(({ state }) => state.is === 'failed')
  const others = sorted.slice(failed.length)
  const free = Math.max(0, room - 1)
  const most = Math.max(Math.floor(free / 3), free - others.length)
  const older = failed.slice(0, Math.max(0, failed.length - most))
  const latest = failed.slice(older.length)
  const next = others.slice(0, free - latest.length)
  return { shown: [...latest, ...next], left: [...older, ...others.slice(next.length)] }
}

const countsIn = (rows: readonly Row[]): string =>
  ranks
    .map(({ states, called }) => ({
      called,
      count: rows.filter(({ state }) => states.includes(state.is)).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ called, count }) => `${count} ${called}`)
    .join(', ')
