/** What files are checked for, a file each. Severities: src/problem.ts. */
import type { Rules } from '../judge/index.ts'
import { blueprintOnly } from './blueprint-only.ts'
import { branchWithPreviews } from './branch-with-previews.ts'
import { cidr } from './cidr.ts'
import { cronExpression } from './cron-expression.ts'
import { deprecatedName } from './deprecated-name.ts'
import { diskSize } from './disk-size.ts'
import { diskWithInstances } from './disk-with-instances.ts'
import { domainSyntax } from './domain-syntax.ts'
import { duplicateKey } from './duplicate-key.ts'
import { duplicateName } from './duplicate-name.ts'
import { emptyFile } from './empty-file.ts'
import { emptyProject } from './empty-project.ts'
import { emptyValue } from './empty-value.ts'
import { fileMerge } from './file-merge.ts'
import { fileName } from './file-name.ts'
import { forbiddenMountPath } from './forbidden-mount-path.ts'
import { freePlanFeature } from './free-plan-feature.ts'
import { freePlanType } from './free-plan-type.ts'
import { freePlanWithDisk } from './free-plan-with-disk.ts'
import { freePlanWithMaintenance } from './free-plan-with-maintenance.ts'
import { healthPath } from './health-path.ts'
import { hostportAsUrl } from './hostport-as-url.ts'
import { ignorePath } from './ignore-path.ts'
import { ignoredKey } from './ignored-key.ts'
import { ignoredSync } from './ignored-sync.ts'
import { instancesWithScaling } from './instances-with-scaling.ts'
import { looseValue } from './loose-value.ts'
import { maskedGroupVariable } from './masked-group-variable.ts'
import { missingField } from './missing-field.ts'
import { missingImage } from './missing-image.ts'
import { missingKey } from './missing-key.ts'
import { missingValue } from './missing-value.ts'
import { needlessRename } from './needless-rename.ts'
import { newerValue } from './newer-value.ts'
import { oddYaml } from './odd-yaml.ts'
import { otherRegion } from './other-region.ts'
import { ownSubdomain } from './own-subdomain.ts'
import { predeployWithDisk } from './predeploy-with-disk.ts'
import { referenceProperty } from './reference-property.ts'
import { referenceType } from './reference-type.ts'
import { refusedByRender } from './refused-by-render.ts'
import { rename } from './rename.ts'
import { repeatedItem } from './repeated-item.ts'
import { replicaLimit } from './replica-limit.ts'
import { repoUrl } from './repo-url.ts'
import { retiredValue } from './retired-value.ts'
import { routeDestination } from './route-destination.ts'
import { routeOwnAddress } from './route-own-address.ts'
import { scalingBounds } from './scaling-bounds.ts'
import { secretLookingLiteral } from './secret-looking-literal.ts'
import { severalSources } from './several-sources.ts'
import { sharedGeneratedValue } from './shared-generated-value.ts'
import { slugTaken } from './slug-taken.ts'
import { smallerDatabase } from './smaller-database.ts'
import { standby } from './standby.ts'
import { subdomainPolicy } from './subdomain-policy.ts'
import { syncFalseInGroup } from './sync-false-in-group.ts'
import { unknownKey } from './unknown-key.ts'
import { unknownReference } from './unknown-reference.ts'
import { unusedIgnore } from './unused-ignore.ts'
import { uselessField } from './useless-field.ts'
import { valueLoop } from './value-loop.ts'
import { variableName } from './variable-name.ts'
import { wrongType } from './wrong-type.ts'
import { wrongValue } from './wrong-value.ts'

export const rules: Rules = {
  // the form
  'unknown-key': unknownKey,
  'ignored-key': ignoredKey,
  'missing-key': missingKey,
  'wrong-type': wrongType,
  'wrong-value': wrongValue,
  'newer-value': newerValue,
  'disk-size': diskSize,
  'duplicate-key': duplicateKey,
  'odd-yaml': oddYaml,
  'empty-value': emptyValue,
  'loose-value': looseValue,
  'deprecated-name': deprecatedName,
  'refused-by-render': refusedByRender,
  'empty-file': emptyFile,
  'file-merge': fileMerge,
  'unused-ignore': unusedIgnore,

  // what nobody plans
  'blueprint-only': blueprintOnly,
  'useless-field': uselessField,
  'retired-value': retiredValue,

  // names
  'duplicate-name': duplicateName,
  rename,
  'needless-rename': needlessRename,
  'ignore-path': ignorePath,
  'unknown-reference': unknownReference,

  // variables
  'variable-name': variableName,
  'file-name': fileName,
  'several-sources': severalSources,
  'ignored-sync': ignoredSync,
  'missing-value': missingValue,
  'sync-false-in-group': syncFalseInGroup,
  'reference-type': referenceType,
  'reference-property': referenceProperty,
  'other-region': otherRegion,
  'hostport-as-url': hostportAsUrl,
  'value-loop': valueLoop,
  'secret-looking-literal': secretLookingLiteral,
  'masked-group-variable': maskedGroupVariable,
  'shared-generated-value': sharedGeneratedValue,

  // services
  'own-subdomain': ownSubdomain,
  'repeated-item': repeatedItem,
  'domain-syntax': domainSyntax,
  'subdomain-policy': subdomainPolicy,
  'slug-taken': slugTaken,
  'route-destination': routeDestination,
  'route-own-address': routeOwnAddress,
  'repo-url': repoUrl,
  'health-path': healthPath,
  cidr,
  'disk-with-instances': diskWithInstances,
  'predeploy-with-disk': predeployWithDisk,
  'free-plan-with-disk': freePlanWithDisk,
  'free-plan-with-maintenance': freePlanWithMaintenance,
  'free-plan-type': freePlanType,
  'free-plan-feature': freePlanFeature,
  'forbidden-mount-path': forbiddenMountPath,
  'scaling-bounds': scalingBounds,
  'instances-with-scaling': instancesWithScaling,
  'cron-expression': cronExpression,
  'missing-field': missingField,
  'missing-image': missingImage,
  'branch-with-previews': branchWithPreviews,

  // databases and projects
  standby,
  'smaller-database': smallerDatabase,
  'replica-limit': replicaLimit,
  'empty-project': emptyProject,
}
