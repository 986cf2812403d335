/** One line for each thing that happens during an apply. */
import { stripVTControlCharacters } from 'node:util'
import type { ApplyEvent } from '../../src/index.ts'
import type { Paint } from '../shell/index.ts'
import { addressText, durationText } from '../words/index.ts'

const timeOf = (at: number) => new Date(at).toTimeString().slice(0, 8)

interface Columns {
  /** How wide the column of addresses is. */
  readonly address: number
  /** How wide a line may be. */
  readonly line: number
}

/** Undefined: nothing that anybody needs to read. */
export const progressLine = (event: ApplyEvent, columns: Columns, paint: Paint): string | undefined => {
  if (event.type === 'apply_summary') return undefined
  const what = happening(event, paint)
  if (what === undefined) return undefined
  const time = timeOf(event.at)
  const address = `  ${addressText(event.address).padEnd(columns.address)}  `
  const indent = time.length + address.length
  const made = event.type === 'apply_complete' && event.action === 'create' ? `(${event.id})` : ''
  const width = indent + stripVTControlCharacters(what).length + 1 + made.length
  const line = `${paint.dim(time)}${paint.bold(address)}${what}`
  if (made === '') return line
  return `${line}${width <= columns.line ? ' ' : `\n${' '.repeat(indent)}`}${paint.green(made)}`
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
      return paint.green(event.action === 'create' ? `created in ${took}` : `changed in ${took}`)
    }
    case 'apply_errored':
      return paint.red('failed')
    case 'apply_skipped':
      return paint.yellow(`not started: ${addressText(event.because)} failed`)
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
