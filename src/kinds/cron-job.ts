import { kindOf, text, usually } from '../rows/index.ts'
import { ignoredOfServices, serviceAspects, serviceKind } from './service.ts'
import { neededByRuntime, uselessForRuntime } from './service-notes.ts'
import { buildCredential, cronPlanRow, gitRows, region, row, runtimeRows } from './service-rows.ts'
import { instanceBills } from './shared/bills.ts'
import { details, type ServiceLive } from './shared/service-live.ts'

export const cronJob = kindOf<ServiceLive>()({
  name: 'cronJob',
  ...serviceKind('cron_job'),
  title: 'cron job',
  doc: 'A command that runs on a schedule.',
  idPrefix: 'crn',
  file: { list: 'services', types: ['cron'], required: ['type', 'name', 'runtime', 'schedule'] },
  fields: {
    ...runtimeRows,
    // Its POST alone wants the shape that is read (API facts §1.1).
    'registryCredential.fromRegistryCreds.name': buildCredential((id) => ({ registryCredential: { id } })),
    schedule: row({
      doc: 'When it runs: a cron expression of five fields, in UTC.',
      codec: text({ minLength: 1, examples: ['0 * * * *', '30 4 * * 1'] }),
      onChange: 'update',
      read: (live) => live.serviceDetails.schedule,
      write: (schedule) => details({ schedule }),
    }),
    plan: cronPlanRow,
    region,
    preDeployCommand: row({
      doc: 'The command that runs after the build. The API takes it on create only.',
      codec: usually('', text({ examples: ['npm run migrate', 'bin/prepare'] })),
      onChange: 'blueprint-only',
      read: (live) => live.serviceDetails.envSpecificDetails?.preDeployCommand ?? '',
      write: (preDeployCommand) => details({ envSpecificDetails: { preDeployCommand } }),
    }),
    ...gitRows,
  },
  aspects: serviceAspects,
  outputs: {},
  blueprintOnly: {},
  useless: uselessForRuntime,
  needed: neededByRuntime,
  bills: instanceBills,
  ignored: ignoredOfServices,
})
