/** One line for each thing that happens during an apply. */
import type { ApplyEvent } from '../../src/index.ts'
import type { Paint } from '../screen.ts'
import { durationText } from './words.ts'

const timeOf = (at: number) => new Date(at).toTimeString().slice(0, 8)

/** Undefined: nothing that anybody needs to read. `column`: how wide the column of addresses is. */
export const progressLine = (event: ApplyEvent, column: number, paint: Paint): string | undefined => {
  if (event.type === 'apply_summary') return undefined
  const what = happening(event, paint)
  return what && `${paint.dim(timeOf(event.at))}  ${paint.bold(event.address.padEnd(column))}  ${what}`
}

const happening = (
  event: Exclude<ApplyEvent, { type: 'apply_summary' }>,
  paint: Paint,
): string | undefined => {
  switch (event.type) {
    case 'apply_start':
      return event.action === 'create' ? 'creating' : 'changing'
    case 'apply_progress':
      return progress(event)
    case 'apply_complete': {
      const took = durationText(event.ms / 1000)
      return paint.green(
        event.action === 'create' ? `created in ${took} (${event.id})` : `changed in ${took}`,
      )
    }
    case 'apply_errored':
      return paint.red('failed')
    case 'apply_skipped':
      return paint.yellow(`not started: ${event.because} failed`)
    case 'apply_stopped':
      return paint.yellow(event.started ? 'stopped before it was done' : 'not started: stopped')
  }
}

const progress = ({ stage, status }: Extract<ApplyEvent, { type: 'apply_progress' }>) => {
  switch (stage) {
    case 'write':
      return undefined
    case 'items':
      return 'writing what belongs to it'
    case 'wait':
      // That a database is being created has been said by its start.
      return status === undefined || status === 'creating' ? undefined : status.replaceAll('_', ' ')
  }
}
