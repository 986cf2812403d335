import type { MadeOf } from '../../rows/index.ts'

/** Seconds that things take, for estimates. No recording has those of deploys: these are assumed (docs/emulator.md, durations). */
export const durations = { build: 40, preDeploy: 10, update: 15, imagePull: 5, postgres: 40, keyValue: 20 }

/** Of a service: an image is pulled and not built, and a cron job has nothing that runs to be replaced. */
export const deployTakes =
  (type: string) =>
  (
    { runtime, preDeployCommand }: Readonly<Record<string, unknown>>,
    _changed?: readonly string[],
    madeOf?: MadeOf,
  ): number => {
    const isImage = runtime === 'image'
    const isCron = type === 'cron_job'
    if (isCron && isImage) return 0
    const before = preDeployCommand ? durations.preDeploy : 0
    const build = madeOf === 'last build' ? 0 : durations.build
    return (isImage ? durations.imagePull : build) + before + (isCron ? 0 : durations.update)
  }
