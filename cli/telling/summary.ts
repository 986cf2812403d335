/** The last lines of an apply. */
import type { Summary } from '../../src/index.ts'
import type { Paint } from '../shell/index.ts'
import { counted, durationText } from '../words/index.ts'

/** `going`: how many resources Render goes on with. */
export const summaryText = (summary: Summary, paint: Paint, going = 0): string => {
  const { added, changed, destroyed, failed, skipped, stopped, left: seconds, requests, ms } = summary
  const done = failed + skipped + stopped === 0
  const left = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} held up by that`] : []),
    ...(stopped > 0 ? [`${stopped} stopped`] : []),
  ]
  const sent = Object.values(requests).reduce((sum, count) => sum + count, 0)
  const head = done ? paint.green('Apply complete!') : paint.red(`Apply incomplete: ${left.join(', ')}.`)
  return [
    `${paint.bold(head)} Resources: ${added} added, ${changed} changed, ${destroyed} destroyed${onTheWay(going)}.`,
    paint.dim(`${counted(sent, 'request')} in ${durationText(ms / 1000)}.`),
    ...(stopped > 0
      ? [`About ${durationText(seconds)} for what was stopped, as estimated: apply again to go on.`]
      : []),
  ].join('\n')
}

const onTheWay = (going: number) => (going > 0 ? `; ${going} still on the way` : '')
