import { del, form, get, patch, path } from '../http/index.ts'
import { fieldsOf, flag, growing, integer, keyOfTexts, kindOf, oneOf, text, usually } from '../rows/index.ts'
import { logStream } from './aspects/log-stream.ts'
import { parameters } from './aspects/parameters.ts'
import { placement } from './aspects/placement.ts'
import { suspension } from './aspects/suspension.ts'
import { databaseBills } from './shared/bills.ts'
import { type Allow, allowList, everywhere, regionName } from './shared/codecs.ts'
import { databaseState } from './shared/database-state.ts'
import { durations } from './shared/durations.ts'
import { postNamed } from './shared/lookup.ts'
import { isSmaller, postgresPlan } from './shared/plans.ts'
import { type Replica, replicas } from './shared/replicas.ts'
import { tableDay } from './shared/table-day.ts'

/** What the API says of a database; two fields are written under other names (API facts §1.8). */
export interface PostgresLive {
  readonly id: string
  readonly name: string
  readonly plan: string
  readonly region: string
  readonly version: string
  readonly role?: string
  readonly status: string
  readonly createdAt: string
  readonly databaseName: string
  readonly databaseUser: string
  readonly diskSizeGB?: number
  readonly diskAutoscalingEnabled?: boolean
  readonly highAvailabilityEnabled: boolean
  readonly connectionPool?: string
  readonly environmentId?: string
  readonly ipAllowList: Allow[] | null
  readonly readReplicas: readonly Replica[]
}

const databaseForm = form.object({
  id: form.id,
  name: form.word,
  plan: form.word,
  region: form.text,
  version: form.text,
  status: form.word,
  createdAt: form.time,
  environmentId: form.maybe(form.id),
  databaseName: form.text,
  databaseUser: form.text,
  ipAllowList: form.maybe(form.listOf(form.object({ cidrBlock: form.text }))),
  readReplicas: form.listOf(form.object({ name: form.word })),
})

const connectionForm = form.object({
  password: form.text,
  internalConnectionString: form.word,
  externalConnectionString: form.text,
})

/** All of them. */
const databases = { path: '/postgres', wrapper: 'postgres', item: databaseForm } as const

const row = fieldsOf<PostgresLive>()

/** The API has forgotten 10, which the file may still say (API facts §2.3). */
const majorVersion = {
  ...growing(tableDay, oneOf('11', '12', '13', '14', '15', '16', '17', '18', '10')),
  retired: (version: string) => (version === '10' ? ({ instead: '11' } as const) : undefined),
}

const underscored = (name: string) => name.replaceAll('-', '_')

/** Render adds a random suffix to the name it is given, or makes the name up from the one of the database. */
const databaseName = {
  ...text({ minLength: 1, examples: ['shop', 'shop_archive'] }),
  equal: (desired: string, live: string) =>
    live === desired ||
    (live.startsWith(underscored(desired)) && /^(_[a-z0-9]{4})?$/.test(live.slice(desired.length))),
  toNewFile: (live: string) => live.replace(/_[a-z0-9]{4}$/, ''),
}

/** The rows whose change makes it unavailable for a while. */
const resized = ['plan', 'diskSizeGB', 'highAvailability.enabled']

const sizeSchema = { minimum: 1, anyOf: [{ const: 1 }, { multipleOf: 5 }] }

export const postgres = kindOf<PostgresLive>()({
  name: 'postgres',
  title: 'database',
  doc: 'A Postgres database.',
  prefix: 'database',
  idPrefix: 'dpg',
  file: { list: 'databases', required: ['name'] },
  fields: {
    plan: row({
      doc: 'The instance type.',
      codec: postgresPlan,
      onChange: (desired, live) =>
        live !== undefined && isSmaller(desired, live)
          ? { smaller: 'it restarts with less CPU or memory, and takes fewer connections' }
          : 'update',
      default: 'basic_256mb',
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
    postgresMajorVersion: row({
      doc: 'The major version of Postgres. Omitted: on create, the newest.',
      codec: majorVersion,
      onChange: 'replace',
      default: '18',
      read: (live) => live.version,
      write: (version) => ({ version }),
    }),
    databaseName: row({
      doc: 'The name of the database inside the instance; Render may add a suffix.',
      codec: databaseName,
      onChange: 'replace',
      default: ({ live }) => live?.name,
      read: (live) => live.databaseName,
      write: (databaseName) => ({ databaseName }),
    }),
    user: row({
      doc: 'The name of the database user.',
      codec: text({ minLength: 1, examples: ['shop', 'shop_app'] }),
      onChange: 'replace',
      default: ({ live }) => live && `${live.databaseName}_user`,
      read: (live) => live.databaseUser,
      write: (databaseUser) => ({ databaseUser }),
    }),
    diskSizeGB: row({
      doc: 'The size of the disk in gigabytes: 1 or a multiple of 5. It can only grow.',
      codec: integer(sizeSchema),
      onChange: (desired, live, { diskAutoscalingEnabled }, { storageAutoscalingEnabled }) => {
        if (live === undefined || desired > live) return 'update'
        return diskAutoscalingEnabled && storageAutoscalingEnabled !== false
          ? { keep: 'storage autoscaling has made the disk grow' }
          : { refuse: 'the disk of a database can only grow' }
      },
      read: (live) => live.diskSizeGB,
      write: (diskSizeGB) => ({ diskSizeGB }),
    }),
    storageAutoscalingEnabled: row({
      doc: 'Whether the disk grows by itself when it fills up.',
      codec: usually(false, flag),
      onChange: 'update',
      read: (live) => live.diskAutoscalingEnabled ?? false,
      write: (enableDiskAutoscaling) => ({ enableDiskAutoscaling }),
    }),
    'highAvailability.enabled': row({
      doc: 'Whether a standby takes over when the primary fails.',
      codec: usually(false, flag),
      onChange: (desired, live) =>
        live && !desired ? { smaller: 'nothing takes over any more when the primary fails' } : 'update',
      read: (live) => live.highAvailabilityEnabled,
      write: (enableHighAvailability) => ({ enableHighAvailability }),
    }),
    connectionPool: row({
      doc: 'The pool in front of the database.',
      codec: usually('none', oneOf('pgbouncer', 'none')),
      onChange: 'update',
      read: (live) => live.connectionPool ?? 'none',
      write: (connectionPool) => ({ connectionPool }),
    }),
    ipAllowList: row({
      doc: 'Who may reach it from outside: an exact list, `[]` is nobody. Omitted: left alone; on create, everybody.',
      codec: allowList,
      onChange: 'update',
      default: [everywhere],
      read: (live) => live.ipAllowList ?? [],
      write: (ipAllowList) => ({ ipAllowList }),
    }),
    readReplicas: row({
      doc: 'Read replicas by name: an exact list, `[]` is none. Omitted: left alone.',
      codec: usually([], replicas),
      entryKey: keyOfTexts('name'),
      onChange: (desired, live = []) => {
        const kept = new Set(desired.map(({ name }) => name))
        const gone = live.flatMap(({ name }) => (kept.has(name) ? [] : [name]))
        return gone.length > 0 ? { destroys: `the read replica ${gone.join(', ')}` } : 'update'
      },
      read: ({ readReplicas }) =>
        readReplicas.map(({ name, parameterOverrides }) => ({
          name,
          ...(parameterOverrides && { parameterOverrides }),
        })),
      write: (readReplicas) => ({ readReplicas }),
    }),
  },
  aspects: { parameters, placement, logStream, suspension: suspension('postgres') },
  outputs: {
    connectionString: { connection: true, value: (_live, info) => info.internalConnectionString },
    connectionPoolString: {
      connection: true,
      given: { connectionPool: 'pgbouncer' },
      value: (_live, info) => info.internalConnectionPoolString,
    },
    password: { connection: true, value: (_live, info) => info.password },
    host: { value: ({ id }) => id },
    port: { value: () => '5432' },
    user: { value: (live) => live.databaseUser },
    database: { value: (live) => live.databaseName },
  },
  alsoProvides: ({ readReplicas }) => ((readReplicas ?? []) as { name: string }[]).map(({ name }) => name),
  blueprintOnly: {
    previewPlan: { ...postgresPlan.schema, description: 'The instance type in preview environments.' },
    previewDiskSizeGB: { type: 'integer', ...sizeSchema, description: 'The disk in preview environments.' },
  },
  bills: databaseBills,
  ignored: {
    name: 'the identity',
    ownerId: 'the workspace',
    datadogAPIKey: 'no Blueprint field',
    datadogSite: 'no Blueprint field',
  },
  list: (owner) => ({ ...databases, query: { ownerId: [owner] } }),
  derived: (live) => live.role === 'replica',
  get: ({ id }) => get(path`/postgres/${id}`, undefined, databaseForm),
  nameOf: (live) => live.name,
  create: (body, made) => postNamed(databases, body, made, databaseForm),
  created: (live: PostgresLive) => ({ live }),
  // The API takes a missing pool for `none` (API facts §1.8).
  update: ({ id, connectionPool }, body) =>
    patch(path`/postgres/${id}`, { ...(connectionPool && { connectionPool }), ...body }, databaseForm),
  remove: ({ id }) => del(path`/postgres/${id}`),
  holdsData: () => true,
  standsAside: true,
  connection: ({ id }) => get(path`/postgres/${id}/connection-info`, undefined, connectionForm),
  takes: (_, changed = resized) => (changed.some((row) => resized.includes(row)) ? durations.postgres : 0),
  ready: databaseState,
})
