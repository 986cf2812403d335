import { del, form, patch, path, post } from '../../http/index.ts'
import { aspectOf, fieldsOf, integer, schemaOfRows, text } from '../../rows/index.ts'
import { type Disk, details, type ServiceLive } from '../shared/service-live.ts'

const row = fieldsOf<Disk>()

const diskForm = form.object({ id: form.id, name: form.text, mountPath: form.text, serviceId: form.id })

const fields = {
  name: row({
    doc: 'The name of the disk.',
    codec: text({ minLength: 1, examples: ['data', 'uploads'] }),
    onChange: 'deploy',
    read: (disk) => disk.name,
    write: (name) => ({ name }),
  }),
  mountPath: row({
    doc: 'The absolute path that the disk is mounted at.',
    codec: text({ minLength: 1, examples: ['/var/data', '/srv/files'] }),
    onChange: 'deploy',
    read: (disk) => disk.mountPath,
    write: (mountPath) => ({ mountPath }),
  }),
  sizeGB: row({
    doc: 'The size in gigabytes. It can only grow.',
    codec: integer({ minimum: 1 }),
    onChange: (desired, live) =>
      live === undefined || desired > live
        ? 'deploy'
        : { refuse: 'a disk can only grow; copy the data to a new one' },
    default: 10,
    read: (disk) => disk.sizeGB,
    write: (sizeGB) => ({ sizeGB }),
  }),
}

/** The persistent disk of a service: at most one. */
export const disk = aspectOf<ServiceLive>()<Disk>({
  doc: 'The persistent disk.',
  part: 'disk',
  fields,
  onItem: 'deploy',
  removable: 'data',
  audited: ['CreateServerDiskEvent', 'DeleteServerDiskEvent', 'RestoreDiskSnapshotEvent'],
  schema: {
    disk: { ...schemaOfRows(fields, ['name', 'mountPath']), description: 'A persistent disk.' },
  },
  declared: ({ disk }) =>
    disk ? [{ key: '', raw: disk as Record<string, unknown>, path: ['disk'] }] : undefined,
  spell: ([disk]) => (disk ? { disk: disk.values } : {}),
  items: (live) => (live.serviceDetails.disk ? [live.serviceDetails.disk] : []),
  keyOf: () => '',
  idOf: ({ id }) => id,
  onCreate: ([item]) => (item ? details({ disk: item.body }) : {}),
  write: (service, { changed, removed }) => [
    ...changed.map(({ body, live }) =>
      live
        ? patch(path`/disks/${live.id}`, body, diskForm)
        : post(
            '/disks',
            { ...body, serviceId: service.id },
            {
              list: { path: '/disks', query: { serviceId: [service.id] }, wrapper: 'disk', item: diskForm },
              match: (found: Disk & { serviceId: string }) => found.serviceId === service.id,
            },
            { body: diskForm },
          ),
    ),
    ...[...removed.values()].map(({ id }) => del(path`/disks/${id}`)),
  ],
})
