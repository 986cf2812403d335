import { form } from '../../http/index.ts'
import { credentialOfDatabase, database, postgresConnection, record } from '../shared/answers.ts'
import {
  allowList,
  created,
  environment,
  inWorkspace,
  names,
  ofEnvironments,
  ofRegions,
  ofSuspended,
  ofWorkspace,
  paging,
  region,
  updated,
} from '../shared/common.ts'
import { destroy, lists, patch, post, read } from '../shared/operation.ts'
import { count, flag, growing, hiddenText, items, open, optional, sent, text, time } from '../shared/param.ts'

const settings = optional({
  ipAllowList: allowList,
  diskSizeGB: count('The size of its disk: 1 or a multiple of 5. It can grow and never shrink.', 1),
  enableDiskAutoscaling: flag('Whether its disk grows by itself.'),
  enableHighAvailability: flag('Whether a standby takes over where it fails.'),
  parameterOverrides: open(
    'Settings of Postgres by their names. All of them: what is not said again is as Postgres has it.',
  ),
  readReplicas: items('Its read replicas, by name. All of them: others are deleted.', {
    name: { type: 'string' },
  }),
  connectionPool: text('Whether a pool of connections stands before it: pgbouncer or none.'),
  datadogAPIKey: hiddenText('A Datadog key that its metrics are sent with.'),
  datadogSite: text('The Datadog site that they are sent to.'),
})
const plan = growing('Its plan.', ['free', 'basic_256mb', 'basic_1gb', 'basic_4gb', 'pro_4gb', 'pro_8gb'])
const restarts = 'Whoever is connected loses the connection.'

export const postgres = {
  'postgres.list': lists('/postgres', {
    does: 'lists Postgres databases',
    query: {
      ...ofWorkspace,
      ...names,
      ...optional({
        includeReplicas: flag('Whether read replicas are listed as well; they are if this is not said.'),
      }),
      ...ofEnvironments,
      ...ofRegions,
      ...ofSuspended,
      ...created,
      ...updated,
      ...paging,
    },
    under: 'postgres',
    item: database,
  }),
  'postgres.get': read('/postgres/{database}', { does: 'reads a Postgres database', answers: database }),
  'postgres.create': post('/postgres', {
    does: 'creates a Postgres database',
    body: {
      name: text('Its name.'),
      ...inWorkspace,
      plan,
      version: growing('The major version of Postgres.', ['18', '17', '16', '15', '14']),
      ...optional({
        environment,
        region,
        databaseName: text('The name of the database in it. Render puts some letters behind it.'),
        databaseUser: text('The name of its user.'),
      }),
      ...settings,
    },
    answers: database,
    mind: 'It costs what its plan costs from now on, and can be used when its status is available.',
    ends: 'database',
  }),
  'postgres.update': patch('/postgres/{database}', {
    does: 'changes a Postgres database',
    body: { ...optional({ name: text('Its name.'), plan }), ...settings },
    answers: database,
    mind: 'Another plan restarts it. Read replicas that are not said again are deleted.',
  }),
  'postgres.delete': destroy('/postgres/{database}', {
    does: 'deletes a Postgres database with all its data and backups',
  }),
  'postgres.connection': read('/postgres/{database}/connection-info', {
    does: 'reads how to connect to a Postgres database',
    answers: postgresConnection,
    hides: [
      'password',
      'internalConnectionString',
      'externalConnectionString',
      'internalConnectionPoolString',
      'externalConnectionPoolString',
      'psqlCommand',
    ],
  }),
  'postgres.suspend': post('/postgres/{database}/suspend', {
    does: 'stops a Postgres database until it is resumed',
    again: true,
    mind: restarts,
  }),
  'postgres.resume': post('/postgres/{database}/resume', {
    does: 'starts a suspended Postgres database again',
    again: true,
    ends: 'database',
  }),
  'postgres.restart': post('/postgres/{database}/restart', {
    does: 'restarts a Postgres database',
    mind: restarts,
  }),
  'postgres.failover': post('/postgres/{database}/failover', {
    does: 'lets the standby of a Postgres database take over',
    mind: restarts,
  }),
  'postgres.exports': read('/postgres/{database}/export', {
    does: 'lists the exports of a Postgres database, with where to download them',
    answers: form.listOf(record),
    hides: ['url'],
  }),
  'postgres.export': post('/postgres/{database}/export', {
    does: 'starts an export of a Postgres database',
    mind: 'It can be downloaded when the list of exports has a URL for it.',
  }),
  'postgres.recovery': read('/postgres/{database}/recovery', {
    does: 'reads whether a Postgres database can be recovered to a point in time, and since when',
    answers: record,
  }),
  'postgres.recover': post('/postgres/{database}/recovery', {
    does: 'makes a new Postgres database of what one had at a point in time',
    body: {
      restoreTime: time('The point in time.'),
      ...optional({
        restoreName: text('The name of the new database.'),
        environment,
        plan: text('The plan of the new database.'),
        datadogApiKey: hiddenText('A Datadog key that its metrics are sent with.'),
        datadogSite: text('The Datadog site that they are sent to.'),
      }),
    },
    answers: database,
    mind: 'The old one stays as it is and both cost. Whoever uses the old one does not use the new one by itself.',
    ends: 'database',
  }),
  'postgres.users': read('/postgres/{database}/credentials', {
    does: 'lists the users of a Postgres database',
    answers: form.listOf(credentialOfDatabase),
  }),
  'postgres.addUser': post('/postgres/{database}/credentials', {
    does: 'adds a user to a Postgres database',
    body: { user: sent('username', text('The name of the user.')) },
  }),
  'postgres.deleteUser': destroy('/postgres/{database}/credentials/{user}', {
    does: 'deletes a user of a Postgres database',
    empty: 200,
    mind: 'Whoever connects as this user cannot any more.',
  }),
  'postgres.processes': read('/postgres/{database}/query/processes', {
    does: 'lists what a Postgres database does at the moment',
    answers: record,
    mind: 'Queries have values in them.',
  }),
  'postgres.sizes': read('/postgres/{database}/query/sizes', {
    does: 'lists the sizes of tables and indexes',
    answers: record,
  }),
  'postgres.scans': read('/postgres/{database}/query/table-scans', {
    does: 'lists which tables are read from end to end',
    answers: record,
  }),
  'postgres.queries': read('/postgres/{database}/query/top-queries', {
    does: 'lists the queries that take the most time',
    answers: record,
    mind: 'Queries have values in them.',
  }),
}
