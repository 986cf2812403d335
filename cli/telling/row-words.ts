/** What a line of the window says of a resource, and the last line of all of them. */
import { inOneLine, listed, timeText } from '../words/index.ts'
import { doingText, howFar, statusText } from './progress.ts'
import type { Row, Scene } from './rows.ts'

/** Of what one waits for. */
const mostNames = 3

/** What it is at, or waits for. */
export const stateText = ({ state, action, label }: Row, now: number): string => {
  switch (state.is) {
    case 'failed':
      // The line begins with the address.
      return inOneLine(`${state.problem.code}: ${state.problem.message.replace(`${label} `, '')}`)
    case 'pending':
      return `waits for ${listed(state.waitsFor, mostNames)}`
    case 'waiting': {
      const why = state.limit === undefined ? 'the API is unavailable' : `limit of ${state.limit}`
      return `until ${timeText(state.until, now)}: ${why}`
    }
    case 'settling':
      return `${statusText(state.status)} ${clockText(now - state.since)}`
    case 'items':
      return doingText.items
    case 'undo':
      return doingText.undo
    case 'writing':
      return action ? doingText[action] : ''
    default:
      return 'to begin'
  }
}

/** How long it has been at it, or did until it failed: `0:45`; nothing before it begins. */
export const elapsedText = ({ state, since }: Row, now: number): string =>
  since === undefined ? '' : clockText((state.is === 'failed' ? state.at : now) - since)

/** `0:45`, `12:03`, `1:02:03`. */
const clockText = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const [first = 0, ...rest] = parts[0] === 0 ? parts.slice(1) : parts
  return [first, ...rest.map((part) => String(part).padStart(2, '0'))].join(':')
}

/** `3 of 10 done, about 5 min left (until 12:09:40) · 1 failed`. */
export const footText = (rows: readonly Row[], status: Scene['status']): string => {
  const count = (wanted: Row['state']['is']) => rows.filter(({ state }) => state.is === wanted).length
  const ends = { failed: count('failed'), 'held up by that': count('skipped'), stopped: count('stopped') }
  const words = Object.entries(ends).flatMap(([word, count]) => (count > 0 ? [`${count} ${word}`] : []))
  return [howFar({ ...status, ended: count('done') }), ...words].join(' · ')
}
