/** Rules for how services are built, run and scaled. */
import { CronExpressionParser } from 'cron-parser'
import { say } from '../messages/index.ts'
import { valueAt } from '../text/marks.ts'
import { type Check, inner } from './judge.ts'

export const scalingBounds: Check = ({ mapping, say: tell }) => {
  const scaling = inner(mapping, 'scaling')
  if (!scaling) return
  const { minInstances: min, maxInstances: max } = scaling
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    tell(['scaling', 'minInstances'], say.minAboveMax(min, max))
  }
  if (scaling.targetCPUPercent === undefined && scaling.targetMemoryPercent === undefined) {
    tell(['scaling'], say.noTarget(), 'key')
  }
}

export const instancesWithScaling: Check = ({ mapping, say: tell }) => {
  if (inner(mapping, 'scaling') && mapping.numInstances !== undefined) {
    tell(['numInstances'], say.besideScaling(), 'key')
  }
}

export const cronExpression: Check = ({ mapping: { schedule }, say: tell }) => {
  if (typeof schedule !== 'string') return
  // The library also reads six fields and names such as @daily; Render does not.
  const five = schedule.trim().split(/\s+/).length === 5
  if (!five || !parses(schedule)) tell(['schedule'], say.badSchedule(schedule))
}

const parses = (schedule: string): boolean => {
  try {
    CronExpressionParser.parse(schedule)
    return true
  } catch {
    return false
  }
}

/** What a service of this runtime is nothing without. */
const neededBy = (runtime: unknown): readonly string[] => {
  if (typeof runtime !== 'string' || runtime === 'docker' || runtime === 'image') return []
  return runtime === 'static' ? ['staticPublishPath'] : ['buildCommand', 'startCommand']
}

export const missingField: Check = ({ mapping, say: tell }) => {
  const { runtime } = mapping
  for (const name of neededBy(runtime)) {
    if (mapping[name] === undefined) tell([], say.missingField(name, String(runtime)))
  }
}

export const missingImage: Check = ({ mapping, say: tell }) => {
  if (mapping.runtime === 'image' && inner(mapping, 'image')?.url === undefined) {
    tell([], say.missingKey('image.url', 'a service with runtime image'))
  }
}

/** A service of another repository has no pull request of its own: it builds what it always builds. */
export const branchWithPreviews: Check = ({ mapping, file, say: tell }) => {
  const { branch, repo } = mapping
  const previews = valueAt(file.root, ['previews', 'generation'])
  const on = previews === 'automatic' || previews === 'manual'
  if (!on || repo !== undefined || typeof branch !== 'string') return
  if (inner(mapping, 'previews')?.generation !== 'off') tell(['branch'], say.fixedBranch(branch))
}
