/** What is said about what resources mean. */
import { error, quoted, warning } from './finding.ts'

export const resource = {
  duplicateName: (what: string, line: string) =>
    error('duplicate-name', `${what} stands here and in ${line}`, 'Names have to be unique in a file.'),
  twice: (what: string, line: string) =>
    warning('duplicate-key', `${what} stands here and in ${line}; the first one counts`, 'Remove this one.'),
  oneInstance: (other: string) =>
    error(
      'conflicting-fields',
      `"disk" cannot stand beside ${quoted(other)}: a service with a disk runs one instance`,
    ),
  besideScaling: () => warning('conflicting-fields', '"numInstances" is ignored beside "scaling"'),
  paidOnly: (key: string) => error('conflicting-fields', `${quoted(key)} needs a paid plan; got "free"`),
  notFree: (key: string) => warning('conflicting-fields', `${quoted(key)} needs a paid plan; got "free"`),
  noFreePlan: (type: string) =>
    error(
      'conflicting-fields',
      `services of type ${type} have no free plan`,
      'The smallest one is "starter".',
    ),
  missingField: (key: string, runtime: string) =>
    warning('missing-field', `a service with runtime ${runtime} needs ${quoted(key)}`),
  fixedBranch: (branch: string) =>
    warning(
      'branch-with-previews',
      `preview environments build the branch ${quoted(branch)} too, instead of the branch of their pull request`,
      'Remove "branch", or turn previews off for this service.',
    ),
  badPath: (key: string, got: string) =>
    error('invalid-value', `${quoted(key)} must start with /; got ${quoted(got)}`),
  oddPath: (key: string, got: string) =>
    warning('invalid-value', `${quoted(key)} should start with /; got ${quoted(got)}`),
  reservedPath: (got: string) =>
    error(
      'invalid-value',
      `a disk cannot be mounted at ${quoted(got)} itself`,
      'Choose a directory below it.',
    ),
  minAboveMax: (min: number, max: number) =>
    error('invalid-value', `"minInstances" must not be above "maxInstances"; got ${min} and ${max}`),
  noTarget: () =>
    error(
      'missing-key',
      '"scaling" needs "targetCPUPercent" or "targetMemoryPercent"',
      'From 1 to 90, or both.',
    ),
  badSchedule: (got: string) =>
    error('invalid-value', `"schedule" must be a cron expression of five fields; got ${quoted(got)}`),
  badDomain: (got: string) =>
    error('invalid-value', `a domain must be a name such as shop.example.com; got ${quoted(got)}`),
  ownSubdomain: (got: string) =>
    warning('ignored-field', `${quoted(got)} is given by Render and no custom domain`, 'Remove it.'),
  nowhereToBeFound: () =>
    warning(
      'missing-field',
      '"renderSubdomainPolicy: disabled" needs a domain, or nobody can reach the service',
    ),
  badRange: (got: string) =>
    error(
      'invalid-value',
      `"source" must be an IP address or a range such as 203.0.113.0/24; got ${quoted(got)}`,
    ),
  standbyNeeds: (needed: string, got: string) =>
    error('conflicting-fields', `"highAvailability" needs ${needed}; got ${quoted(got)}`),
  tooManyReplicas: (limit: number, got: number) =>
    error('invalid-value', `a database has at most ${limit} read replicas; got ${got}`),
  noEnvironment: () => error('missing-key', 'a project needs at least one environment'),
} as const
