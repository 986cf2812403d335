/** The kinds that Render has: the only file that imports one. A new kind is its own file and one line here. */
import type { AnyKind } from '../rows/index.ts'
import { backgroundWorker } from './background-worker.ts'
import { cronJob } from './cron-job.ts'
import { envGroup } from './env-group.ts'
import { environment } from './environment.ts'
import { keyValue } from './key-value.ts'
import { postgres } from './postgres.ts'
import { privateService } from './private-service.ts'
import { project } from './project.ts'
import { registryCredential } from './registry-credential.ts'
import { staticSite } from './static-site.ts'
import { webService } from './web-service.ts'
import { webhook } from './webhook.ts'
import { workflow } from './workflow.ts'
import { workspaceLogStream } from './workspace-log-stream.ts'
import { workspaceNotifications } from './workspace-notifications.ts'

export { allBeside, type LeftOut } from './beside.ts'
export { tableDay } from './shared/table-day.ts'

export const kinds = {
  registryCredential,
  project,
  environment,
  envGroup,
  postgres,
  keyValue,
  privateService,
  webService,
  staticSite,
  backgroundWorker,
  cronJob,
  workflow,
  webhook,
  workspaceLogStream,
  workspaceNotifications,
} satisfies Record<string, AnyKind>

/** All of them, for code that treats all kinds alike. */
export const allKinds: readonly AnyKind[] = Object.values(kinds)

/** The lists of resources that may be deleted because no file has them. */
export const prunableLists: readonly string[] = [
  ...new Set(allKinds.flatMap(({ file }) => (file.single ? [] : [file.list]))),
]

/** What may be deleted because no file has it, as files call it: lists of resources, and parts of resources. */
export const prunable: readonly string[] = [
  ...new Set([
    ...prunableLists,
    ...allKinds.flatMap(({ always, file }) => (always ? [] : [file.list])),
    ...allKinds.flatMap(({ aspects }) =>
      Object.entries(aspects).flatMap(([name, { removable }]) => (removable ? [name] : [])),
    ),
  ]),
]
