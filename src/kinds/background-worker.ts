import { kindOf } from '../rows/index.ts'
import { disk } from './aspects/disk.ts'
import { instances, scaling } from './aspects/scaling.ts'
import { ignoredOfServices, serviceAspects, serviceKind } from './service.ts'
import { neededByRuntime, previewsByRender, uselessForHidden } from './service-notes.ts'
import { gitRows, region, runtimeRows, serverPlanRow, serverRows } from './service-rows.ts'
import { serverBills } from './shared/bills.ts'
import type { ServiceLive } from './shared/service-live.ts'

export const backgroundWorker = kindOf<ServiceLive>()({
  name: 'backgroundWorker',
  ...serviceKind('background_worker'),
  title: 'background worker',
  doc: 'A service that nothing can reach.',
  idPrefix: 'srv',
  file: { list: 'services', types: ['worker'], required: ['type', 'name', 'runtime'] },
  fields: { ...runtimeRows, plan: serverPlanRow, region, ...gitRows, ...serverRows },
  aspects: { ...serviceAspects, disk, instances, scaling },
  outputs: {},
  blueprintOnly: previewsByRender,
  useless: uselessForHidden,
  needed: neededByRuntime,
  bills: serverBills,
  ignored: ignoredOfServices,
})
