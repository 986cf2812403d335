/** The schema of what `apply --json` prints: schemas/events.schema.json. The compiler holds its names against the events themselves. */
import type { EventDocument } from './events.ts'

/** A JSON Schema, as far as one is needed here. */
export interface Schema {
  readonly [keyword: string]: unknown
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

type Of<Type extends EventDocument['type']> = Extract<EventDocument, { type: Type }>

type Optional<Document> = {
  [Name in keyof Document]-?: object extends Pick<Document, Name> ? Name : never
}[keyof Document]

type Always<Document> = Readonly<Record<Exclude<keyof Document, Optional<Document>>, Schema>>
type Sometimes<Document> = Readonly<Record<Optional<Document>, Schema>>

/** Nothing but these names, of which the first are in each. */
const object = <Document>(
  description: string,
  always: Always<Document>,
  sometimes: Sometimes<Document>,
): Schema => ({
  type: 'object',
  description,
  additionalProperties: false,
  required: Object.keys(always),
  properties: { ...always, ...sometimes },
})

const event = <Document extends EventDocument>(
  type: Document['type'],
  description: string,
  always: Always<Omit<Document, 'type'>>,
  sometimes: Sometimes<Omit<Document, 'type'>>,
): Schema =>
  object<Document>(
    description,
    { type: { const: type }, ...always } as unknown as Always<Document>,
    sometimes as unknown as Sometimes<Document>,
  )

/** What the schema of plans defines too. */
const shared = (name: string, description?: string): Schema => ({
  $ref: `plan.schema.json#/$defs/${name}`,
  ...(description !== undefined && { description }),
})

const text = (description: string): Schema => ({ type: 'string', description })
const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description })
const seconds = (description: string): Schema => ({ type: 'number', minimum: 0, description })
const time = (description: string): Schema => ({ type: 'string', format: 'date-time', description })
const list = (items: Schema, description: string): Schema => ({ type: 'array', description, items })

const at = time('When it happened.')
const address = shared('address', 'Of the resource; names are percent-encoded.')
const action: Schema = {
  enum: ['create', 'update', 'replace', 'delete'],
  description: 'What is done to the resource.',
}
const started: Schema = {
  type: 'boolean',
  description: 'Whether a request that writes has gone out, also where that only deployed it.',
}
const status = text('Of its deploy or database, as the API says it.')
const link = text('Where the Dashboard of Render shows it.')
const limit = text('The rate limit of Render, in words; absent: the API is unavailable.')
const until = time('When the request goes out, as far as is known by now.')
const problem = shared('problem', 'What is wrong.')

const numbers = { type: 'integer', minimum: 0 } as const

const changes: Schema = {
  type: 'object',
  description: 'How many resources; one that is replaced counts as added and as destroyed.',
  additionalProperties: false,
  required: ['add', 'change', 'destroy'],
  properties: { add: numbers, change: numbers, destroy: numbers },
}
const requests = (description: string): Schema => ({
  type: 'object',
  description,
  additionalProperties: numbers,
})

type Status = Of<'apply_status'>
type Operation<Name> = Extract<Of<'change_summary'>, { operation: Name }>

const planned = event<Operation<'plan'>>(
  'change_summary',
  'With the operation plan: what is going to happen, once all planned_change are printed.',
  {
    operation: { const: 'plan' },
    changes,
    refused: { type: 'boolean', description: 'Whether a problem of severity error forbids an apply.' },
    requests: requests('How many writes each bucket of the rate limits has to let through.'),
    limits_seconds: count('What the rate limits alone take.'),
    eta_seconds: count('Until all of it is done and live, as estimated.'),
  },
  {},
)

const applied = event<Operation<'apply'>>(
  'change_summary',
  'With the operation apply: how it ended, as the last line.',
  {
    operation: { const: 'apply' },
    at,
    changes,
    failed: count('How many resources failed.'),
    skipped: count('How many did not end because what they need failed.'),
    stopped: count('How many did not end because the apply was stopped.'),
    left_seconds: count('How many seconds those take from then on, as estimated.'),
    requests: requests('How many requests were sent, by bucket of the rate limits.'),
    elapsed_seconds: seconds('How long the apply took.'),
  },
  {},
)

/** By type. */
export const eventDefinitions: { readonly [Type in EventDocument['type']]: Schema } = {
  version: event<Of<'version'>>(
    'version',
    'The first line.',
    {
      format_version: shared('formatVersion', 'Of the events.'),
      render_sync: text('The version of render-sync.'),
    },
    {},
  ),
  workspace: event<Of<'workspace'>>(
    'workspace',
    'Which workspace it is about, before anything of it is read.',
    { workspace: shared('workspace', 'By id and name.') },
    {},
  ),
  planned_change: event<Of<'planned_change'>>(
    'planned_change',
    'A resource that is going to change, or whose failed deploy is left as it is.',
    { resource_change: shared('resourceChange', 'As in the document of plan --json.') },
    {},
  ),
  unobserved: event<Of<'unobserved'>>(
    'unobserved',
    'What the key may not see: nothing is written there.',
    { unobserved: shared('unobserved/items', 'As in the document of plan --json.') },
    {},
  ),
  diagnostic: event<Of<'diagnostic'>>(
    'diagnostic',
    'A problem of the file, of the plan, or of the command where it fails before it has a plan.',
    { problem },
    {},
  ),
  change_summary: { anyOf: [planned, applied] },
  apply_pending: event<Of<'apply_pending'>>(
    'apply_pending',
    'A resource waits for others of this apply.',
    { at, address, waits_for: list(shared('address'), 'Those that have not ended.') },
    {},
  ),
  apply_waiting: event<Of<'apply_waiting'>>(
    'apply_waiting',
    'The next request of a resource waits for a rate limit, or for the API.',
    { at, address, until },
    { limit },
  ),
  apply_start: event<Of<'apply_start'>>(
    'apply_start',
    'The first write of a resource goes out.',
    { at, address, action },
    {},
  ),
  apply_progress: event<Of<'apply_progress'>>(
    'apply_progress',
    'A resource goes on. A status is told each time that it changes.',
    {
      at,
      address,
      stage: {
        enum: ['write', 'items', 'wait', 'undo'],
        description:
          'Its own fields; its variables, links, domains, disk; its deploy or database is waited for; it is put back after its deploy failed.',
      },
    },
    { status },
  ),
  apply_owed: event<Of<'apply_owed'>>(
    'apply_owed',
    'Its deploy was triggered as the last thing that is done about a resource, and is not waited for.',
    { at, address },
    { problem: shared('problem', 'Why it could not be triggered.') },
  ),
  apply_complete: event<Of<'apply_complete'>>(
    'apply_complete',
    'A resource is done.',
    {
      at,
      address,
      action,
      id: text('Its id.'),
      elapsed_seconds: seconds('Since its apply_start.'),
    },
    {
      goes_on: object<NonNullable<Of<'apply_complete'>['goes_on']>>(
        'Its deploy or database, where that was not waited for.',
        {},
        { status, link },
      ),
    },
  ),
  apply_errored: event<Of<'apply_errored'>>(
    'apply_errored',
    'A resource failed.',
    { at, address, problem },
    {},
  ),
  apply_skipped: event<Of<'apply_skipped'>>(
    'apply_skipped',
    'A resource did not end, because what it needs failed.',
    { at, address, because: shared('address', 'What failed.'), started },
    {},
  ),
  apply_stopped: event<Of<'apply_stopped'>>(
    'apply_stopped',
    'A resource did not end, because the apply was stopped.',
    { at, address, started },
    { status, link },
  ),
  apply_status: event<Status>(
    'apply_status',
    'How far the apply is, every 30 seconds.',
    {
      at,
      ended: count('How many resources have ended, well or not.'),
      of: count('How many change.'),
      ends: time('When the last of them will have, as estimated.'),
      under_way: list(
        object<Status['under_way'][number]>(
          'A deploy or a database.',
          { address, status, since: time('Since when it has been seen with this status.') },
          {},
        ),
        'What is waited for.',
      ),
      waiting: list(
        object<Status['waiting'][number]>('As apply_waiting tells it.', { address, until }, { limit }),
        'Whose next request waits.',
      ),
    },
    {},
  ),
}

/** The schema of one line. */
export const eventSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A line of what render-sync apply --json and render-sync destroy --json print',
  description:
    'More events and properties may come while the first number of format_version stays. Hidden values stand in none.',
  anyOf: Object.keys(eventDefinitions).map((type) => ({ $ref: `#/$defs/${type}` })),
  $defs: eventDefinitions,
}
