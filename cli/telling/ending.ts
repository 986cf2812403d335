/** What became of each resource of an apply that was stopped, and what Render goes on with. */
import type { ApplyEvent, GoesOn } from '../../src/index.ts'
import { addressText, flow } from '../words/index.ts'
import { statusText } from './progress.ts'

const headings = {
  done: 'Done:',
  failed: 'Failed:',
  begun: 'Stopped on the way:',
  left: 'Not started:',
} as const

type Ending = keyof typeof headings

interface Told {
  /** How many resources Render goes on with. */
  readonly going: number
  /** None: the apply came to its end by itself, and Render goes on with nothing. */
  readonly texts: readonly string[]
}

export interface Endings {
  readonly see: (event: ApplyEvent) => void
  readonly told: (width: number) => Told
}

export const endingsOf = (): Endings => {
  const ends = new Map<string, Ending>()
  const going: Going[] = []
  let isStopped = false
  return {
    see: (event) => {
      isStopped ||= event.type === 'apply_stopped'
      const ending = endingOf(event)
      if (ending && 'address' in event) ends.set(event.address, ending)
      const goes = goingOn(event)
      if (goes) going.push(goes)
    },
    told: (width) => ({
      going: going.length,
      texts: [...(isStopped ? [listsText(ends, width)] : []), ...goingOnText(going)],
    }),
  }
}

const endingOf = (event: ApplyEvent): Ending | undefined => {
  switch (event.type) {
    case 'apply_complete':
      return 'done'
    case 'apply_errored':
      return 'failed'
    case 'apply_skipped':
    case 'apply_stopped':
      return event.started ? 'begun' : 'left'
    default:
      return undefined
  }
}

const listsText = (ends: ReadonlyMap<string, Ending>, width: number): string =>
  Object.entries(headings)
    .flatMap(([ending, heading]) => {
      const names = [...ends].flatMap(([address, end]) => (end === ending ? [addressText(address)] : []))
      return names.length > 0 ? [heading, ...flow(names, 2, width)] : []
    })
    .join('\n')

/** What Render goes on with by itself. */
interface Going extends GoesOn {
  readonly address: string
}

/** What of a resource Render goes on with by itself when an apply has done with it; undefined: nothing. */
const goingOn = (event: ApplyEvent): Going | undefined => {
  if (event.type === 'apply_complete') return event.goesOn && { ...event.goesOn, address: event.address }
  // What has a page in the Dashboard was begun, even where its status was not looked at any more.
  const isGoing =
    event.type === 'apply_stopped' && event.started && (event.status ?? event.link) !== undefined
  return isGoing ? event : undefined
}

const goingOnText = (going: readonly Going[]): readonly string[] => {
  if (going.length === 0) return []
  const widest = Math.max(...going.map(({ address }) => addressText(address).length))
  const lines = going.map(({ address, status = 'begun', link = '' }) =>
    `  ${addressText(address).padEnd(widest)}  ${statusText(status)}  ${link}`.trimEnd(),
  )
  return [['Render goes on with what has begun:', ...lines, howToLook].join('\n')]
}

const howToLook =
  'Look there how it ends. The next apply goes on from what is there by then, and drift compares.'
