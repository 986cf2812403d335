/** What is known of each resource of an apply while somebody looks on. */
import { type ApplyEvent, type Board, boardOf, type Clock, type Deed, type Problem } from '../../src/index.ts'
import type { PlanView } from '../render/index.ts'
import { addressText } from '../words/index.ts'

/** What a resource does, or waits for; times are in milliseconds since the epoch. */
export type State =
  | { readonly is: 'next' }
  | { readonly is: 'pending'; readonly waitsFor: readonly string[] }
  | { readonly is: 'waiting'; readonly until: number; readonly limit?: string; readonly after: State }
  | { readonly is: 'writing' | 'items' | 'undo' }
  /** Its deploy or database has had a status since then. */
  | { readonly is: 'settling'; readonly status: string; readonly since: number }
  | { readonly is: 'failed'; readonly problem: Problem; readonly at: number }
  | { readonly is: 'done' | 'skipped' | 'stopped' }

export interface Row {
  readonly address: string
  /** Its address for people. */
  readonly label: string
  readonly action: Deed | undefined
  readonly state: State
  /** When its first write went out; until then, when it began to wait. */
  readonly since: number | undefined
}

/** All resources, in the order in which they may begin, and how far all of it is. */
export interface Scene {
  readonly rows: readonly Row[]
  readonly status: ReturnType<Board['status']>
}

export interface Rows {
  readonly see: (event: ApplyEvent) => void
  readonly scene: () => Scene
}

/** `hide` takes out of a text what is hidden. */
export const rowsOf = (plan: PlanView, clock: Clock, hide: (text: string) => string): Rows => {
  const board = boardOf(plan.steps, plan.steps.length, clock)
  const deeds = new Map(plan.acting.map(({ address, action }) => [address, action]))
  const rows = new Map<string, Row>()
  const rowOf = (address: string): Row => rows.get(address) ?? newRow(address)
  const newRow = (address: string): Row => {
    const action = deeds.get(address)
    return {
      address,
      label: hide(addressText(address)),
      action: action === 'none' ? undefined : action,
      state: { is: 'next' },
      since: undefined,
    }
  }
  for (const address of plan.sets.flat()) rows.set(address, newRow(address))
  return {
    see: (event) => {
      board.see(event)
      if (!('address' in event)) return
      const row = rowOf(event.address)
      rows.set(event.address, { ...row, ...changed(row, event, hide) })
    },
    scene: () => ({ rows: [...rows.values()], status: board.status() }),
  }
}

type ResourceEvent = Extract<ApplyEvent, { address: string }>

const changed = (row: Row, event: ResourceEvent, hide: (text: string) => string): Partial<Row> => {
  const since = row.since ?? event.at
  switch (event.type) {
    case 'apply_pending':
      return { since, state: { is: 'pending', waitsFor: event.waitsFor } }
    case 'apply_waiting': {
      const { until, limit } = event
      const after = row.state.is === 'waiting' ? row.state.after : row.state
      return { since, state: { is: 'waiting', until, after, ...(limit !== undefined && { limit }) } }
    }
    case 'apply_start':
      return { since: event.at, action: event.action, state: { is: 'writing' } }
    case 'apply_progress':
      return { state: stateIn(event) }
    case 'apply_errored':
      return { since, ...(row.state.is !== 'failed' && { state: failure(event, event.problem, hide) }) }
    case 'apply_owed':
      return event.problem ? { since, state: failure(event, event.problem, hide) } : {}
    case 'apply_complete':
      return { state: { is: 'done' } }
    case 'apply_skipped':
      return row.state.is === 'failed' ? {} : { state: { is: 'skipped' } }
    case 'apply_stopped':
      return row.state.is === 'failed' ? {} : { state: { is: 'stopped' } }
  }
}

const failure = (
  { at }: ResourceEvent,
  { message, ...problem }: Problem,
  hide: (text: string) => string,
): State => ({ is: 'failed', problem: { ...problem, message: hide(message) }, at })

const stateIn = ({ stage, status, at }: Extract<ApplyEvent, { type: 'apply_progress' }>): State => {
  if (stage === 'undo') return { is: 'undo' }
  if (stage === 'items') return { is: 'items' }
  if (stage === 'wait' && status !== undefined) return { is: 'settling', status, since: at }
  return { is: 'writing' }
}
