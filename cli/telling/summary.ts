/** The last lines of an apply. */
import type { ApplyEvent, GoesOn, Summary } from '../../src/index.ts'
import type { Paint } from '../shell/index.ts'
import { addressText, counted, durationText } from '../words/index.ts'
import { statusText } from './progress.ts'

/** `going`: how many resources Render goes on with. */
export const summaryText = (summary: Summary, paint: Paint, going = 0): string => {
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
    `${paint.bold(head)} Resources: ${added} added, ${changed} changed, 0 destroyed${onTheWay(going)}.`,
    paint.dim(`${counted(sent, 'request')} in ${durationText(ms / 1000)}.`),
  ].join('\n')
}

const onTheWay = (going: number) => (going > 0 ? `; ${going} still on the way` : '')

/** What Render goes on with by itself. */
export interface Going extends GoesOn {
  readonly address: string
}

/** What of a resource Render goes on with by itself when an apply has done with it; undefined: nothing. */
export const goingOn = (event: ApplyEvent): Going | undefined => {
  if (event.type === 'apply_complete') return event.goesOn && { ...event.goesOn, address: event.address }
  // What has a page in the Dashboard was begun, even where its status was not looked at any more.
  const isGoing =
    event.type === 'apply_stopped' && event.started && (event.status ?? event.link) !== undefined
  return isGoing ? event : undefined
}

/** What Render goes on with although the apply is over, and where to look; none: nothing. */
export const goingOnText = (going: readonly Going[]): readonly string[] => {
  if (going.length === 0) return []
  const widest = Math.max(...going.map(({ address }) => addressText(address).length))
  const lines = going.map(({ address, status = 'begun', link = '' }) =>
    `  ${addressText(address).padEnd(widest)}  ${statusText(status)}  ${link}`.trimEnd(),
  )
  return [['Render goes on with what has begun:', ...lines, howToLook].join('\n')]
}

const howToLook =
  'Look there how it ends. The next apply goes on from what is there by then, and drift compares.'
