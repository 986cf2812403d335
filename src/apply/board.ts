/** What is known of an apply while it goes on: how far it is, and what it waits for. */
import type { Address } from '../address.ts'
import type { Clock } from '../clock.ts'
import { endOf, type Step } from '../plan/index.ts'
import type { ApplyEvent, Status, UnderWay, Waiting } from './events.ts'

/** How often it is told, in milliseconds. */
const every = 30_000

export interface Board {
  readonly see: (event: ApplyEvent) => void
  readonly status: () => Status
}

/** `of`: how many resources change. */
export const boardOf = (steps: readonly Step[], of: number, clock: Clock): Board => {
  const begun = new Map<Address, number>()
  const ended = new Map<Address, number>()
  const waiting = new Map<Address, Waiting>()
  const underWay = new Map<Address, UnderWay>()
  return {
    see: (event) => {
      switch (event.type) {
        case 'apply_start':
          begun.set(event.address, event.at)
          waiting.delete(event.address)
          break
        case 'apply_waiting':
          waiting.set(event.address, waitingOf(event))
          break
        case 'apply_progress':
          underWay.delete(event.address)
          waiting.delete(event.address)
          if (event.status !== undefined) underWay.set(event.address, stateOf(event, event.status))
          break
        case 'apply_complete':
        case 'apply_errored':
        case 'apply_skipped':
        case 'apply_stopped':
          ended.set(event.address, event.at)
          underWay.delete(event.address)
          waiting.delete(event.address)
      }
    },
    status: () => {
      const at = clock.now()
      for (const { address, until } of [...waiting.values()]) if (until <= at) waiting.delete(address)
      const untils = new Map([...waiting.values()].map(({ address, until }) => [address, until]))
      return {
        type: 'apply_status',
        at,
        ended: ended.size,
        of,
        ends: endOf(steps, at, { begun, ended, waiting: untils }),
        underWay: [...underWay.values()],
        waiting: [...waiting.values()],
      }
    },
  }
}

const waitingOf = ({ type: _, at: __, ...waiting }: { type: string; at: number } & Waiting): Waiting =>
  waiting

const stateOf = ({ address, at }: { address: Address; at: number }, status: string): UnderWay => ({
  address,
  status,
  since: at,
})

/** Tells the status again and again, until the signal aborts. */
export const tellStatus = async (
  { status }: Board,
  emit: (event: ApplyEvent) => void,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    await clock.sleep(every, signal).catch(() => undefined)
    if (!signal.aborted) emit(status())
  }
}
