import { del, form, get, patch, path } from '../http/index.ts'
import { fieldsOf, growing, hyphenated, kindOf } from '../rows/index.ts'
import { logStream } from './aspects/log-stream.ts'
import { placement } from './aspects/placement.ts'
import { suspension } from './aspects/suspension.ts'
import { instanceBills } from './shared/bills.ts'
import { type Allow, allowList, regionName } from './shared/codecs.ts'
import { databaseState } from './shared/database-state.ts'
import { durations } from './shared/durations.ts'
import { postNamed } from './shared/lookup.ts'
import { keyValuePlan } from './shared/plans.ts'
import { tableDay } from './shared/table-day.ts'

/** What the API says of a key value instance; settings are written flat and read below `options` (API facts §1.9). */
export interface KeyValueLive {
  readonly id: string
  readonly name: string
  readonly plan: string
  readonly region: string
  readonly status: string
  readonly createdAt: string
  readonly environmentId?: string
  readonly options?: { readonly maxmemoryPolicy?: string; readonly persistenceMode?: string }
  readonly ipAllowList: Allow[] | null
}

const keyValueForm = form.object({
  id: form.id,
  name: form.word,
  plan: form.word,
  region: form.text,
  status: form.word,
  createdAt: form.time,
  environmentId: form.maybe(form.id),
  options: form.maybe(form.object()),
  ipAllowList: form.maybe(form.listOf(form.object({ cidrBlock: form.text }))),
})

const connectionForm = form.object({
  internalConnectionString: form.word,
  externalConnectionString: form.text,
})

/** All of them. */
const keyValues = { path: '/key-value', wrapper: 'keyValue', item: keyValueForm } as const

const row = fieldsOf<KeyValueLive>()

export const keyValue = kindOf<KeyValueLive>()({
  name: 'keyValue',
  title: 'key value',
  doc: 'A Redis-compatible store.',
  prefix: 'keyvalue',
  idPrefix: 'red',
  file: { list: 'services', types: ['keyvalue', 'redis'], required: ['type', 'name', 'ipAllowList'] },
  fields: {
    plan: row({
      doc: 'The instance type.',
      codec: keyValuePlan,
      onChange: 'update',
      default: 'starter',
      read: (live) => live.plan,
      write: (plan) => ({ plan }),
    }),
    region: row({
      doc: 'The region it runs in.',
      codec: regionName,
      onChange: 'replace',
      default: 'oregon',
      read: (live) => live.region,
      write: (region) => ({ region }),
    }),
    maxmemoryPolicy: row({
      doc: 'What happens when memory is full.',
      codec: growing(
        tableDay,
        hyphenated(
          'allkeys-lru',
          'volatile-lru',
          'allkeys-lfu',
          'volatile-lfu',
          'allkeys-random',
          'volatile-random',
          'volatile-ttl',
          'noeviction',
        ),
      ),
      onChange: 'update',
      default: 'allkeys_lru',
      read: (live) => live.options?.maxmemoryPolicy,
      write: (maxmemoryPolicy) => ({ maxmemoryPolicy }),
    }),
    persistenceMode: row({
      doc: 'How data is saved. A change restarts the instance; `off` loses the data with it.',
      codec: hyphenated('journal-snapshot', 'snapshot', 'off'),
      onChange: 'update',
      // The API decides by the plan (API facts §1.9).
      default: ({ live }) => live && (live.plan === 'free' ? 'off' : 'journal_snapshot'),
      read: (live) => live.options?.persistenceMode,
      write: (persistenceMode) => ({ persistenceMode }),
    }),
    ipAllowList: row({
      doc: 'Who may reach it from outside: an exact list, `[]` is nobody.',
      codec: allowList,
      onChange: 'update',
      read: (live) => live.ipAllowList ?? [],
      write: (ipAllowList) => ({ ipAllowList }),
    }),
  },
  aspects: { placement, logStream, suspension: suspension('key-value') },
  outputs: {
    host: { value: ({ id }) => id },
    port: { value: () => '6379' },
    hostport: { value: ({ id }) => `${id}:6379` },
    connectionString: { connection: true, value: (_live, info) => info.internalConnectionString },
  },
  blueprintOnly: {
    previewPlan: { ...keyValuePlan.schema, description: 'The instance type in preview environments.' },
  },
  bills: instanceBills,
  ignored: { name: 'the identity', ownerId: 'the workspace' },
  list: (owner) => ({ ...keyValues, query: { ownerId: [owner] } }),
  get: ({ id }) => get(path`/key-value/${id}`, undefined, keyValueForm),
  nameOf: (live) => live.name,
  create: (body, made) => postNamed(keyValues, body, made, keyValueForm),
  created: (live: KeyValueLive) => ({ live }),
  // A paid plan brings its own persistence along unless it is told (API facts §1.9): what the file leaves out stays as it is.
  update: ({ id, options }, body) => {
    const { persistenceMode } = options ?? {}
    const kept = body.plan !== undefined && persistenceMode && { persistenceMode }
    return patch(path`/key-value/${id}`, { ...kept, ...body }, keyValueForm)
  },
  remove: ({ id }) => del(path`/key-value/${id}`),
  holdsData: () => true,
  standsAside: true,
  connection: ({ id }) => get(path`/key-value/${id}/connection-info`, undefined, connectionForm),
  takes: (_, changed = ['plan']) => (changed.includes('plan') ? durations.keyValue : 0),
  ready: databaseState,
})
