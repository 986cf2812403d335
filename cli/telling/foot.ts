/** The last line of a terminal while an apply goes on: how far it is, with the seconds of what it waits for. */
import type { Board } from '../../src/index.ts'
import { addressText, countdownText, timeText } from '../words/index.ts'
import { howFar, reasonText, statusText } from './progress.ts'

/** One line, cut to so many columns. */
export const footText = (board: Board, width: number): string => {
  const status = board.status()
  const waits = [
    ...status.underWay.map(
      ({ address, status: word, since }) =>
        `${addressText(address)} ${statusText(word)} ${countdownText((status.at - since) / 1000)}`,
    ),
    ...status.waiting.map(
      ({ address, limit, until }) =>
        `${addressText(address)} waits until ${timeText(until, status.at)}, ${reasonText(limit)}`,
    ),
  ]
  const text = [howFar(status), ...waits].join(' · ')
  return text.length < width ? text : `${text.slice(0, width - 2)}…`
}
