/** Why a plan refuses: each function looks at one cause and gives all its cases. Pure. */
import type { Problem } from '../../problem.ts'
import { changeProblems } from './changes.ts'
import { deploysUnderWay, keptElsewhere, postponedDeploys } from './deploys.ts'
import { namesakes } from './namesakes.ts'
import { contested, twoOwners } from './owners.ts'
import { unknownReferences, valuelessReferences } from './references.ts'
import { otherRegions } from './regions.ts'
import { keptAddresses, possibleRenames } from './renames.ts'
import { retiredValues } from './retired.ts'
import { laterSecrets, missingSecrets } from './secrets.ts'
import { addressesWrittenDown, takenSlugs } from './slugs.ts'
import { smallerDatabases } from './smaller.ts'
import type { Subject } from './subject.ts'
import { unobservedValues } from './unobserved.ts'
import { strangers } from './workspace.ts'

/** Errors are refusals; the rest is told. */
export const refusals = (subject: Subject): readonly Problem[] => [
  ...namesakes(subject),
  ...strangers(subject),
  ...unknownReferences(subject),
  ...valuelessReferences(subject),
  ...unobservedValues(subject),
  ...missingSecrets(subject),
  ...changeProblems(subject),
  ...retiredValues(subject),
  ...smallerDatabases(subject),
  ...takenSlugs(subject),
  ...addressesWrittenDown(subject),
  ...otherRegions(subject),
  ...keptAddresses(subject),
  ...possibleRenames(subject),
  ...deploysUnderWay(subject),
  ...postponedDeploys(subject),
  ...keptElsewhere(subject),
]

export { contested, laterSecrets, namesakes, type Subject, twoOwners }
