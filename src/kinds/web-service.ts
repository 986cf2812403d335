import { kindOf, text } from '../rows/index.ts'
import { disk } from './aspects/disk.ts'
import { domains } from './aspects/domains.ts'
import { instances, scaling } from './aspects/scaling.ts'
import { ignoredOfServices, reachable, serviceAspects, serviceKind, slugOf } from './service.ts'
import { neededByRuntime, previewsByRender, uselessForRuntime } from './service-notes.ts'
import {
  gitRows,
  maintenanceRows,
  publicRows,
  region,
  row,
  runtimeRows,
  serverPlanRow,
  serverRows,
} from './service-rows.ts'
import { serverBills } from './shared/bills.ts'
import { details, type ServiceLive } from './shared/service-live.ts'

export const webService = kindOf<ServiceLive>()({
  name: 'webService',
  ...serviceKind('web_service'),
  title: 'web service',
  doc: 'A service that answers on the public internet.',
  idPrefix: 'srv',
  file: { list: 'services', types: ['web'], static: false, required: ['type', 'name', 'runtime'] },
  fields: {
    ...runtimeRows,
    plan: serverPlanRow,
    region,
    ...gitRows,
    ...serverRows,
    healthCheckPath: row({
      doc: 'The path that Render asks to see whether an instance is up.',
      codec: text({ examples: ['/healthz', '/up'] }),
      onChange: 'deploy',
      clear: '',
      read: (live) => live.serviceDetails.healthCheckPath ?? '',
      write: (healthCheckPath) => details({ healthCheckPath }),
    }),
    ...maintenanceRows,
    ...publicRows,
  },
  aspects: { ...serviceAspects, disk, instances, scaling, domains },
  outputs: reachable,
  slugOf,
  blueprintOnly: previewsByRender,
  useless: uselessForRuntime,
  needed: neededByRuntime,
  bills: serverBills,
  ignored: { ...ignoredOfServices, 'serviceDetails.internalRouting': 'no Blueprint field' },
})
