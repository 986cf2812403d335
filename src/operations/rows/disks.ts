import { form } from '../../http/index.ts'
import { disk, snapshot } from '../shared/answers.ts'
import { created, names, ofWorkspace, paging, updated } from '../shared/common.ts'
import { destroy, lists, overwrite, patch, post, read } from '../shared/operation.ts'
import { count, idOf, list, optional, sent, text } from '../shared/param.ts'

export const disks = {
  'disks.list': lists('/disks', {
    does: 'lists disks',
    query: {
      ...ofWorkspace,
      ...names,
      ...optional({
        service: list(idOf('service', 'Only those of one of these services.', 'serviceId')),
        disk: sent('diskId', list(text('Only those with one of these ids.'))),
      }),
      ...created,
      ...updated,
      ...paging,
    },
    under: 'disk',
    item: disk,
  }),
  'disks.get': read('/disks/{disk}', { does: 'reads a disk', answers: disk }),
  'disks.add': post('/disks', {
    does: 'gives a service a disk',
    body: {
      service: idOf('service', 'The service: its id (srv-…) or its name.', 'serviceId'),
      name: text('Its name.'),
      mountPath: text('Where it is mounted.'),
      sizeGB: count('Its size in gigabytes. It can grow and never shrink.', 1),
    },
    answers: disk,
    mind: 'The service has it after its next deploy. With a disk it runs in one instance and stops for a moment at each deploy.',
  }),
  'disks.update': patch('/disks/{disk}', {
    does: 'changes a disk',
    body: optional({
      name: text('Its name.'),
      mountPath: text('Where it is mounted.'),
      sizeGB: count('Its size in gigabytes. It can grow and never shrink.', 1),
    }),
    answers: disk,
  }),
  'disks.delete': destroy('/disks/{disk}', {
    does: 'deletes a disk with all that is on it',
    mind: 'Its snapshots go along.',
  }),
  'disks.snapshots': read('/disks/{disk}/snapshots', {
    does: 'lists the snapshots of a disk',
    answers: form.listOf(snapshot),
  }),
  'disks.restore': overwrite('/disks/{disk}/snapshots/restore', {
    does: 'puts a disk back to a snapshot',
    body: {
      snapshot: sent('snapshotKey', text('The key of the snapshot.')),
      ...optional({ instance: sent('instanceId', text('The instance whose disk is meant.')) }),
    },
    answers: disk,
    mind: 'What was written since the snapshot is lost.',
  }),
}
