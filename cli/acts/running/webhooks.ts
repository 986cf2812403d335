import { type Answered, callAll, type operations } from '../../../src/index.ts'
import { type ExitCode, exit, type Screen, type Shell } from '../../shell/index.ts'
import { inPlace, type RunningOptions } from './place.ts'
import { type Column, printList } from './tables.ts'

type Webhook = Answered<(typeof operations)['webhooks.list']>['items'][number]

interface Row {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  /** Empty: all there are. */
  readonly events: readonly string[]
  readonly url: string
}

const columns: readonly Column<Row>[] = [
  ['NAME', ({ name }) => name],
  ['STATE', ({ enabled }) => (enabled ? 'on' : 'off')],
  ['URL', ({ url }) => url],
  ['ID', ({ id }) => id],
  ['EVENTS', ({ events }) => (events.length === 0 ? 'all' : events.join(', '))],
]

/** Whoever has the URL of a webhook can often post there. */
const rowOf = ({ id, name, enabled, eventFilter, url }: Webhook, reveal = false): Row => ({
  id,
  name,
  enabled,
  // Without a filter the API says null.
  events: eventFilter ?? [],
  url: reveal ? url.reveal() : url.shown,
})

/** Prints all of it as it is, for the user has asked for that. */
const open = (screen: Screen): Screen => ({
  ...screen,
  out: (text) => screen.revealed(`${text}\n`),
  json: (document, indent) => screen.revealed(`${JSON.stringify(document, null, indent)}\n`),
})

/** Lists the webhooks of the workspace. */
export const webhooks = (
  options: RunningOptions & { readonly reveal?: true },
  shell: Shell,
): Promise<ExitCode> =>
  inPlace(options, shell, async ({ client, workspace, signal }, screen) => {
    const rows: Row[] = []
    for await (const webhook of callAll(client, 'webhooks.list', {}, { workspace, signal }))
      rows.push(rowOf(webhook, options.reveal))
    printList(rows, columns, 'No webhooks.', options, options.reveal ? open(screen) : screen)
    return exit.ok
  })
