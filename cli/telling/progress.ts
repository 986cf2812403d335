/** One line for each thing that happens during an apply. */
import type { ApplyEvent, Deed, Stage } from '../../src/index.ts'
import type { Paint } from '../shell/index.ts'
import {
  addressText,
  countdownText,
  durationText,
  filled,
  listed,
  timeText,
  widthOf,
} from '../words/index.ts'

interface Columns {
  /** How wide the column of addresses is. */
  readonly address: number
  /** How wide a line may be. */
  readonly line: number
}

/** Undefined: nothing that anybody needs to read. */
export const progressLine = (event: ApplyEvent, columns: Columns, paint: Paint): string | undefined => {
  if (event.type === 'change_summary') return undefined
  if (event.type === 'apply_status') return statusLines(event, columns, paint)
  const what = happening(event, paint)
  if (what === undefined) return undefined
  const time = timeText(event.at)
  const address = column(event.address, columns)
  const indent = time.length + widthOf(address)
  const made = event.type === 'apply_complete' && isMade(event.action) ? `(${event.id})` : ''
  const width = indent + widthOf(what) + 1 + made.length
  const line = `${paint.dim(time)}${paint.bold(address)}${what}`
  if (made === '') return line
  return `${line}${width <= columns.line ? ' ' : `\n${' '.repeat(indent)}`}${paint.green(made)}`
}

const isMade = (action: Deed): boolean => action === 'create' || action === 'replace'

type Status = Extract<ApplyEvent, { type: 'apply_status' }>

const column = (address: string, columns: Columns) => `  ${filled(addressText(address), columns.address)}  `

/** What Render is at, and how far it is. */
const statusLines = (event: Status, columns: Columns, paint: Paint): string => {
  const time = paint.dim(timeText(event.at))
  const lines = event.underWay.map(
    ({ address, status, since }) =>
      `${time}${paint.bold(column(address, columns))}${statusText(status)} for ${countdownText((event.at - since) / 1000)}`,
  )
  return [...lines, `${time}  ${howFar(event)}`].join('\n')
}

/** `3 of 10 done, about 5 min left (until 12:09:40)`. */
export const howFar = ({ ended, of, ends, at }: Status): string =>
  `${ended} of ${of} done, about ${countdownText((ends - at) / 1000)} left (until ${timeText(ends, at)})`

/** A status as the API says it, for people. */
export const statusText = (status: string): string => status.replaceAll('_', ' ')

/** What is being done for a resource. */
export const doingText = {
  create: 'creating',
  update: 'changing',
  replace: 'replacing',
  delete: 'deleting',
  items: 'writing what belongs to it',
  undo: 'its deploy failed: rolling back',
} as const satisfies Record<Deed | Exclude<Stage, 'write' | 'wait'>, string>

const doneText: Readonly<Record<Deed, string>> = {
  create: 'created',
  update: 'changed',
  replace: 'replaced',
  delete: 'deleted',
}

/** Of what one waits for. */
const mostNames = 3

const happening = (
  event: Exclude<ApplyEvent, { type: 'change_summary' | 'apply_status' }>,
  paint: Paint,
): string | undefined => {
  switch (event.type) {
    case 'apply_pending':
      return `waits for ${listed(event.waitsFor.map(addressText), mostNames)}`
    case 'apply_start':
      return doingText[event.action]
    case 'apply_waiting':
      return paint.yellow(`waits until ${timeText(event.until, event.at)}: ${reasonText(event.limit)}`)
    case 'apply_progress':
      return progress(event)
    case 'apply_complete': {
      const took = durationText(event.ms / 1000)
      const done = `${doneText[event.action]} in ${took}`
      return paint.green(event.goesOn ? `${done}, ${statusText(event.goesOn.status ?? 'begun')}` : done)
    }
    case 'apply_errored':
      return paint.red('failed')
    case 'apply_owed':
      return event.problem ? paint.red('not deployed') : 'deployed for what is written, not waited for'
    case 'apply_skipped':
      return paint.yellow(
        `${event.started ? 'not finished' : 'not started'}: ${addressText(event.because)} failed`,
      )
    case 'apply_stopped':
      return paint.yellow(event.started ? 'stopped before it was done' : 'not started: stopped')
  }
}

/** Why a request waits. */
const reasonText = (limit: string | undefined): string =>
  limit === undefined ? 'the API is unavailable' : `Render lets through ${limit}`

const progress = ({ stage, status }: Extract<ApplyEvent, { type: 'apply_progress' }>) => {
  switch (stage) {
    case 'write':
      return undefined
    case 'items':
    case 'undo':
      return doingText[stage]
    case 'wait':
      // That a database is being created has been said by its start.
      return status === undefined || status === 'creating' ? undefined : statusText(status)
  }
}
