import type { Deploy } from '../records/index.ts'
import type { Due } from './due.ts'
import type { Index } from './key-index.ts'
import type { Kinds, Records } from './snapshot.ts'
import type { Keys } from './table.ts'
import { Table } from './table.ts'

/** Told of every record that is new, different or gone. */
export type Changed = (kind: keyof Kinds, id: string) => void

const ofService = { service: ({ serviceId }: { serviceId: string }) => [serviceId] }
const ofOwner = { owner: ({ ownerId }: { ownerId: string }) => [ownerId] }
const ofWorkflow = { workflow: ({ workflowId }: { workflowId: string }) => [workflowId] }
const placed = { environment: ({ environmentId }: { environmentId?: string | undefined }) => [environmentId] }

/** The records of a workspace, and by what each kind is found: no write looks through all of them. */
export const tablesOf = (records: Records, changed: Changed, due: Due<Deploy>) => {
  const table = <K extends keyof Kinds, I extends string>(
    kind: K,
    keys: Keys<Kinds[K], I>,
    ...others: Index<Kinds[K]>[]
  ) =>
    new Table<Kinds[K], I>(Object.values<Kinds[K]>(records[kind]), (id) => changed(kind, id), keys, ...others)
  return {
    owners: table('owners', {}),
    services: table('services', {
      ...placed,
      name: ({ config }) => [config.name],
      slug: ({ slug }) => [slug],
      parent: ({ parentId }) => [parentId],
      credential: ({ config }) => [config.imageCredentialId, config.dockerCredentialId],
      domain: ({ domains }) => domains.map(({ name }) => name),
    }),
    deploys: table(
      'deploys',
      {
        ...ofService,
        unfinished: ({ serviceId, finishedAt }) => (finishedAt === undefined ? [serviceId] : []),
        live: ({ serviceId, status }) => (status === 'live' ? [serviceId] : []),
      },
      due,
    ),
    events: table('events', ofService),
    jobs: table('jobs', ofService),
    runs: table('runs', ofService),
    disks: table('disks', {}),
    envGroups: table('envGroups', { ...placed, service: ({ serviceIds }) => serviceIds }),
    postgres: table('postgres', { ...placed, primary: ({ primaryId }) => [primaryId] }),
    keyValues: table('keyValues', placed),
    projects: table('projects', {}),
    environments: table('environments', { project: ({ projectId }) => [projectId] }),
    registryCredentials: table('registryCredentials', {}),
    webhooks: table('webhooks', {}),
    dedicatedIps: table('dedicatedIps', { environment: ({ environmentIds }) => environmentIds }),
    blueprints: table('blueprints', {}),
    notificationOverrides: table('notificationOverrides', {}),
    ownerNotifications: table('ownerNotifications', {}),
    resourceLogStreams: table('resourceLogStreams', {}),
    ownerLogStreams: table('ownerLogStreams', {}),
    metricsStreams: table('metricsStreams', {}),
    workflows: table('workflows', { ...placed, name: ({ name }) => [name], slug: ({ slug }) => [slug] }),
    workflowVersions: table('workflowVersions', ofWorkflow),
    tasks: table('tasks', { ...ofWorkflow, version: ({ versionId }) => [versionId] }),
    taskRuns: table('taskRuns', ofWorkflow),
    members: table('members', ofOwner),
    auditLogs: table('auditLogs', ofOwner),
    maintenanceRuns: table('maintenanceRuns', {}),
    blueprintSyncs: table('blueprintSyncs', { blueprint: ({ blueprintId }) => [blueprintId] }),
  }
}

export type Tables = ReturnType<typeof tablesOf>

/** The records of all tables by their ids. */
export const recordsOf = (tables: Tables): Records => {
  const records = Object.entries(tables).map(([kind, table]) => [
    kind,
    Object.fromEntries(table.all().map((record) => [record.id, record])),
  ])
  // Each table is that of its kind.
  return Object.fromEntries(records) as Records
}
