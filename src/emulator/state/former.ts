import type {
  CronRun,
  Deploy,
  Job,
  MetricsStream,
  NotificationOverride,
  OwnerLogStream,
  OwnerNotifications,
  ResourceLogStream,
  Service,
  ServiceEvent,
} from '../records/index.ts'
import type { State } from './snapshot.ts'

/** State files of the former version, in which a service held its own history and settings had no ids. */

type Inside<T> = Omit<T, 'serviceId'>[]
type Unnamed<T> = Record<string, Omit<T, 'id'>>

interface History {
  deploys: Inside<Deploy>
  events: Inside<ServiceEvent>
  jobs: Inside<Job>
  runs: Inside<CronRun>
}

type Unchanged = Omit<State, 'version' | 'services' | keyof History | keyof FormerSettings>

interface FormerSettings {
  notificationOverrides: Unnamed<NotificationOverride>
  ownerNotifications: Unnamed<OwnerNotifications>
  resourceLogStreams: Unnamed<ResourceLogStream>
  ownerLogStreams: Unnamed<OwnerLogStream>
  metricsStreams: Unnamed<MetricsStream>
}

/** What of it was a map already; `deploying`, which the deploys tell by themselves, is left behind. */
export type FormerState = Unchanged & FormerSettings & { services: Record<string, Service & History> }

/** What the former version did not have beside the services. */
export const insideServices: ReadonlySet<string> = new Set(['deploys', 'events', 'jobs', 'runs'])

const named = <T extends { id: string }>(records: Unnamed<T>): Record<string, T> =>
  // With its id, each is what it is called.
  Object.fromEntries(Object.entries(records).map(([id, record]) => [id, { id, ...record } as unknown as T]))

const withoutHistory = ({ deploys: _, events: __, jobs: ___, runs: ____, ...service }: Service & History) =>
  service

export const fromFormer = (former: FormerState): State => {
  const services = Object.values(former.services)
  const rows = <T extends { id: string; serviceId: string }>(inside: (service: History) => Inside<T>) =>
    Object.fromEntries(
      services.flatMap((service) =>
        inside(service).map((row): [string, T] => {
          const outside = { ...row, serviceId: service.id } as unknown as T
          return [outside.id, outside]
        }),
      ),
    )
  return {
    ...former,
    version: 2,
    services: Object.fromEntries(services.map((service) => [service.id, withoutHistory(service)])),
    deploys: rows<Deploy>(({ deploys }) => deploys),
    events: rows<ServiceEvent>(({ events }) => events),
    jobs: rows<Job>(({ jobs }) => jobs),
    runs: rows<CronRun>(({ runs }) => runs),
    notificationOverrides: named<NotificationOverride>(former.notificationOverrides),
    ownerNotifications: named<OwnerNotifications>(former.ownerNotifications),
    resourceLogStreams: named<ResourceLogStream>(former.resourceLogStreams),
    ownerLogStreams: named<OwnerLogStream>(former.ownerLogStreams),
    metricsStreams: named<MetricsStream>(former.metricsStreams),
  }
}
