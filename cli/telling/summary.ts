/** The last lines of an apply. */
import type { ApplyEvent, Summary } from '../../src/index.ts'
import type { Paint } from '../shell/index.ts'
import { addressText, counted, durationText } from '../words/index.ts'
import { statusText } from './progress.ts'

export const summaryText = (summary: Summary, paint: Paint): string => {
  const { added, changed, failed, skipped, stopped, requests, ms } = summary
  const done = failed + skipped + stopped === 0
  const left = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} not started because of that`] : []),
    ...(stopped > 0 ? [`${stopped} stopped`] : []),
  ]
  const sent = Object.values(requests).reduce((sum, count) => sum + count, 0)
  const head = done ? paint.green('Apply complete!') : paint.red(`Apply incomplete: ${left.join(', ')}.`)
  return [
    `${paint.bold(head)} Resources: ${added} added, ${changed} changed, 0 destroyed.`,
    paint.dim(`${counted(sent, 'request')} in ${durationText(ms / 1000)}.`),
  ].join('\n')
}

/** What Render goes on with although the apply has been stopped, and where to look; none: nothing. */
export const goingOnText = (
  stopped: readonly Extract<ApplyEvent, { type: 'apply_stopped' }>[],
): readonly string[] => {
  // What has a page in the Dashboard was begun, even where its status was not looked at any more.
  const going = stopped.filter(({ started, status, link }) => started && (status ?? link) !== undefined)
  if (going.length === 0) return []
  const widest = Math.max(...going.map(({ address }) => addressText(address).length))
  const lines = going.map(({ address, status = 'begun', link = '' }) =>
    `  ${addressText(address).padEnd(widest)}  ${statusText(status)}  ${link}`.trimEnd(),
  )
  return [['Render goes on with what has begun:', ...lines, howToLook].join('\n')]
}

const howToLook =
  'Look there how it ends. The next apply goes on from what is there by then, and drift compares.'
