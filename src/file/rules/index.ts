/** What files are checked for. A rule without a check is found while reading, or by the plan. Pages: docs/rules. */
import type { Severity } from '../../problem.ts'
import { duplicateName, emptyProject, replicaLimit, standby } from './database.ts'
import {
  diskOnFreePlan,
  diskWithInstances,
  freePlanFeature,
  freePlanType,
  maintenanceOnFreePlan,
  mountPath,
} from './disk.ts'
import { ignorePath, needlessRename, rename } from './extensions.ts'
import type { Check, WholeCheck } from './judge.ts'
import { valueLoop } from './loops.ts'
import { cidr, domainSyntax, healthPath, subdomainPolicy } from './network.ts'
import { maskedVariable, referenceProperty, sharedGenerated } from './references.ts'
import { secretLooking } from './secrets.ts'
import {
  branchWithPreviews,
  cronExpression,
  instancesWithScaling,
  missingField,
  missingImage,
  scalingBounds,
} from './service.ts'
import { groupVariables, ownSubdomains, referredTypes, repeatedItem } from './straighten.ts'
import {
  duplicateKey,
  fileName,
  ignoredSync,
  missingValue,
  severalSources,
  variableKey,
  variableName,
} from './variables.ts'

export interface Rule {
  readonly severity: Severity
  /** One line for the index. */
  readonly doc: string
  /** Straightens a resource before any check looks at it; in the order of the table. */
  readonly settle?: Check
  readonly check?: Check
  /** Looks at all resources together. */
  readonly whole?: WholeCheck
}

const error = (doc: string, check?: Check): Rule => ({ severity: 'error', doc, ...(check && { check }) })
const warning = (doc: string, check?: Check): Rule => ({ severity: 'warning', doc, ...(check && { check }) })
const note = (doc: string): Rule => ({ severity: 'note', doc })

export const rules = {
  // the form
  'unknown-key': error('A key that nothing reads, misspelled or in the wrong place.'),
  'ignored-key': warning('A key that Render ignores where it takes any.'),
  'missing-key': error('A key that has to be there.', variableKey),
  'wrong-type': error('A text where a list has to be, a list where a number has to be.'),
  'wrong-value': error('A value that is none of the choices, or out of bounds.'),
  'disk-size': error('The disk of a database has 1 GB or a multiple of 5.'),
  'duplicate-key': error('A key twice in a mapping, or a variable or secret file twice.', duplicateKey),
  'odd-yaml': warning('YAML that is read in another way than it looks.'),
  'empty-value': warning('A key without a value that cannot be cleared.'),
  'loose-value': warning('A value that is read as another one that it was meant to be.'),
  'deprecated-name': warning('A key that Render has renamed.'),
  'empty-file': warning('A file that says nothing, beside one that does.'),
  'file-merge': error('A resource of a later file that does not fit the one of an earlier file.'),
  'unused-ignore': warning('A render-sync-ignore comment that silences nothing.'),

  // what nobody plans
  'blueprint-only': note("What only Render's own Blueprint sync can set."),
  'plan-without-api-name': note('A plan that the API has no name for.'),
  'useless-field': warning('A field that has no meaning for this type or runtime.'),

  // names
  'duplicate-name': {
    ...error('Two resources with one name, or a domain of two services.'),
    whole: duplicateName,
  },
  rename: { ...error('A former name that another resource has.'), whole: rename },
  'needless-rename': warning('A former name that is the present one.', needlessRename),
  'ignore-path': error('A path to ignore that the resource has nothing for.', ignorePath),
  'unknown-reference': error('A reference to what is neither in the file nor in the workspace.'),

  // variables
  'variable-name': error('A name that a variable cannot have.', variableName),
  'file-name': error('A name that a secret file cannot have.', fileName),
  'several-sources': error('A variable with several sources of its value.', severalSources),
  'ignored-sync': warning('`sync: false` beside a value.', ignoredSync),
  'missing-value': warning('A variable without any source of its value.', missingValue),
  'sync-false-in-group': { ...warning('A variable of a group without a value.'), settle: groupVariables },
  'reference-type': { ...warning('A reference that names the wrong type.'), settle: referredTypes },
  'reference-property': error('A reference to a property that the service does not have.', referenceProperty),
  'value-loop': { ...error('Variables that take their values from each other.'), whole: valueLoop },
  'secret-looking-literal': warning('A secret that stands in the file.', secretLooking),
  'masked-group-variable': warning('A variable that hides one of a linked group.', maskedVariable),
  'shared-generated-value': {
    ...warning('A generated variable that several resources take through an anchor.'),
    whole: sharedGenerated,
  },

  // services
  'own-subdomain': { ...warning('A subdomain of Render among the custom domains.'), settle: ownSubdomains },
  'repeated-item': { ...warning('A domain, group, header or route twice.'), settle: repeatedItem },
  'domain-syntax': error('A domain that is no name of a host.', domainSyntax),
  'subdomain-policy': warning('No subdomain and no domain: nobody reaches the service.', subdomainPolicy),
  'health-path': warning('A health check path that does not start with a slash.', healthPath),
  cidr: error('A range of addresses that is none.', cidr),
  'disk-with-instances': error('A disk beside several instances or scaling.', diskWithInstances),
  'free-plan-with-disk': error('A disk on the free plan.', diskOnFreePlan),
  'free-plan-with-maintenance': error('A maintenance page on the free plan.', maintenanceOnFreePlan),
  'free-plan-type': error('The free plan for a type that it is not offered for.', freePlanType),
  'free-plan-feature': warning('Something that the free plan does not have.', freePlanFeature),
  'forbidden-mount-path': error('A disk at a place that Render keeps to itself.', mountPath),
  'scaling-bounds': error('Scaling from more to less, or without a target.', scalingBounds),
  'instances-with-scaling': warning('A number of instances beside scaling.', instancesWithScaling),
  'cron-expression': error('A schedule that is no cron expression of five fields.', cronExpression),
  'missing-field': warning('A command or directory that the runtime needs.', missingField),
  'missing-image': error('The runtime `image` without an image.', missingImage),
  'branch-with-previews': warning('A fixed branch while preview environments are on.', branchWithPreviews),

  // databases and projects
  standby: error('A standby that the plan or the version does not have.', standby),
  'replica-limit': error('More read replicas than a database may have.', replicaLimit),
  'empty-project': error('A project without an environment.', emptyProject),
} as const satisfies Record<string, Rule>

export const ruleOf = (id: string): Rule | undefined =>
  Object.hasOwn(rules, id) ? (rules as Readonly<Record<string, Rule>>)[id] : undefined
