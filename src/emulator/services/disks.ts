import { recordEvent } from '../deploys/index.ts'
import {
  created,
  listed,
  madeWithin,
  newestPage,
  noContent,
  ok,
  operation,
  ownedBy,
  ownedList,
  wrapped,
} from '../operation/index.ts'
import type { Disk, Service } from '../records/index.ts'
import { microseconds, millis } from '../records/index.ts'
import {
  badRequest,
  commaList,
  conflict,
  nonEmpty,
  notFound,
  object,
  optional,
  repeated,
  text,
} from '../request/index.ts'
import type { World } from '../state/index.ts'
import { diskSize, mountPath } from './checks.ts'
import { scalesWithDisk } from './scaling.ts'

interface DiskInput {
  name: string
  mountPath: string
  sizeGB: number
}

/** A service has at most one disk, and static sites and cron jobs have none. */
export const refuseDisk = (service: Service): void => {
  if (service.type === 'static_site' || service.type === 'cron_job')
    throw badRequest(`a ${service.type} cannot have a disk`)
  if (service.diskId !== undefined) throw conflict(`service ${service.id} already has a disk`)
  scalesWithDisk(service)
}

/** Gives a service its disk. */
export const addDisk = (world: World, service: Service, { name, mountPath, sizeGB }: DiskInput): Disk => {
  const now = world.moments.now()
  const id = world.newId('dsk')
  const made = { id, serviceId: service.id, name, mountPath, sizeGB, createdAt: now, updatedAt: now }
  const disk = world.disks.put(made)
  world.services.change(service, { diskId: id })
  recordEvent(world, service, 'disk_created', { diskId: id, sizeGB })
  return disk
}

const view = (disk: Disk) => ({
  id: disk.id,
  name: disk.name,
  sizeGB: disk.sizeGB,
  mountPath: disk.mountPath,
  serviceId: disk.serviceId,
  createdAt: microseconds(disk.createdAt),
  updatedAt: microseconds(disk.updatedAt),
})

const diskOf = (world: World, id: string) => world.disks.find(id)
const serviceOf = (world: World, disk: Disk) => world.services.find(disk.serviceId)

const day = 86_400_000

/** One for each full day that the disk has been there, the newest seven, newest first. */
const snapshotsOf = (world: World, disk: Disk) => {
  const from = millis(disk.createdAt)
  const days = Math.floor((world.moments.ms() - from) / day)
  return Array.from({ length: Math.min(days, 7) }, (_, at) => {
    const number = days - at
    const createdAt = `${new Date(from + number * day).toISOString().slice(0, 19)}Z`
    return { createdAt, snapshotKey: `${disk.id}-${number}`, instanceId: `${disk.serviceId}-0` }
  })
}

const changes = object({
  name: optional(nonEmpty),
  sizeGB: optional(diskSize),
  mountPath: optional(mountPath),
})

export const diskOperations = [
  operation(
    'GET',
    '/disks',
    {
      query: {
        ...ownedList,
        name: commaList(text),
        diskId: repeated(text),
        serviceId: repeated(text),
      },
    },
    ({ world, query }) => {
      const owned = ownedBy(world, query.ownerId)
      const rows = world.disks
        .all()
        .filter(
          (disk) =>
            owned(serviceOf(world, disk)) &&
            listed(query.name, disk.name) &&
            listed(query.diskId, disk.id) &&
            listed(query.serviceId, disk.serviceId) &&
            madeWithin(disk, query),
        )
      return ok(wrapped('disk', newestPage('disks', rows, query), view))
    },
  ),
  operation(
    'POST',
    '/disks',
    { body: object({ name: nonEmpty, sizeGB: diskSize, mountPath, serviceId: nonEmpty }) },
    ({ world, body }) => {
      const service = world.services.find(body.serviceId)
      refuseDisk(service)
      return created(view(addDisk(world, service, body)))
    },
  ),
  operation('GET', '/disks/:diskId', {}, ({ world, param }) => ok(view(diskOf(world, param('diskId'))))),
  operation('PATCH', '/disks/:diskId', { body: changes }, ({ world, param, body }) => {
    const disk = diskOf(world, param('diskId'))
    const { name = disk.name, mountPath: path = disk.mountPath, sizeGB = disk.sizeGB } = body
    if (sizeGB < disk.sizeGB) throw badRequest('invalid request: sizeGB can only be increased')
    if (name === disk.name && path === disk.mountPath && sizeGB === disk.sizeGB) return ok(view(disk))
    recordEvent(world, serviceOf(world, disk), 'disk_updated', {
      diskId: disk.id,
      fromSizeGB: disk.sizeGB,
      toSizeGB: sizeGB,
    })
    world.disks.change(disk, { name, mountPath: path, sizeGB, updatedAt: world.moments.now() })
    return ok(view(disk))
  }),
  operation('DELETE', '/disks/:diskId', {}, ({ world, param }) => {
    const disk = diskOf(world, param('diskId'))
    const service = serviceOf(world, disk)
    world.services.change(service, { diskId: undefined })
    world.disks.remove(disk.id)
    recordEvent(world, service, 'disk_deleted', { diskId: disk.id })
    return noContent
  }),
  operation(
    'GET',
    '/disks/:diskId/snapshots',
    {},
    // 201 for a GET is what the document declares, and there is no recording to say otherwise (API facts §8).
    ({ world, param }) => created(snapshotsOf(world, diskOf(world, param('diskId')))),
  ),
  operation(
    'POST',
    '/disks/:diskId/snapshots/restore',
    { body: object({ snapshotKey: nonEmpty, instanceId: optional(text) }) },
    ({ world, param, body }) => {
      const disk = diskOf(world, param('diskId'))
      if (!snapshotsOf(world, disk).some(({ snapshotKey }) => snapshotKey === body.snapshotKey))
        throw notFound(body.snapshotKey)
      return ok(view(disk))
    },
  ),
]
