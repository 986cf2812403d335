import { kindOf } from '../rows/index.ts'
import { disk } from './aspects/disk.ts'
import { instances, scaling } from './aspects/scaling.ts'
import { ignoredOfServices, reachable, serviceAspects, serviceKind, slugOf } from './service.ts'
import { neededByRuntime, previewsByRender, uselessForHidden } from './service-notes.ts'
import { gitRows, region, runtimeRows, serverPlanRow, serverRows } from './service-rows.ts'
import { serverBills } from './shared/bills.ts'
import type { ServiceLive } from './shared/service-live.ts'

export const privateService = kindOf<ServiceLive>()({
  name: 'privateService',
  ...serviceKind('private_service'),
  title: 'private service',
  doc: 'A service that only other services of the region can reach.',
  idPrefix: 'srv',
  file: { list: 'services', types: ['pserv'], required: ['type', 'name', 'runtime'] },
  fields: { ...runtimeRows, plan: serverPlanRow, region, ...gitRows, ...serverRows },
  aspects: { ...serviceAspects, disk, instances, scaling },
  outputs: reachable,
  slugOf,
  blueprintOnly: previewsByRender,
  useless: uselessForHidden,
  needed: neededByRuntime,
  bills: serverBills,
  ignored: ignoredOfServices,
})
