import type { Command } from 'commander'
import { type Answered, call, type operations } from '../../../src/index.ts'
import { type ExitCode, exit, type Shell } from '../../shell/index.ts'
import { inPlace, type RunningOptions } from './place.ts'
import { type Column, momentText, printList } from './tables.ts'

type Event = Answered<(typeof operations)['events.list']>['items'][number]

/** What an event is about, without what is nested deeper. */
const detailsOf = ({ details = {} }: Event): string =>
  Object.entries(details)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([key, value]) => `${key} ${value}`)
    .join(', ')

const columns: readonly Column<Event>[] = [
  ['WHEN (UTC)', ({ timestamp }) => momentText(timestamp)],
  ['EVENT', ({ type }) => type],
  ['DETAILS', detailsOf],
]

/** Lists what happened to a service. */
export const events = (
  options: RunningOptions & { readonly limit: number; readonly type?: string; readonly since?: number },
  shell: Shell,
  { args: [name = ''] }: Command,
): Promise<ExitCode> =>
  inPlace(options, shell, async ({ client, workspace, signal }, screen) => {
    const { limit, type, since } = options
    const startTime =
      since === undefined ? undefined : new Date(client.serverTime(Date.now()) - since).toISOString()
    const asked = { service: name, limit, type, startTime }
    const { items } = await call(client, 'events.list', asked, { workspace, signal })
    printList(items, columns, `No events of ${name}.`, options, screen)
    return exit.ok
  })
