/** What a key may not see (API facts §8.1): a third state beside same and different. */
import { type Address, within } from './address.ts'

/** A read that answered 403. Nothing is concluded from it: not that something is there, not that it is missing. */
export interface Unobserved {
  /** `service/*`: all of them; `service/api/env`: all of these items; `database/main/connection`: its connection strings. */
  readonly address: Address
  /** Method and path of the read. */
  readonly where: string
  /** The area of rights that the key lacks. */
  readonly area: string
}

/** Stands for all resources whose addresses begin with a prefix. */
export const allOf = (prefix: string): Address => `${prefix}/*`

/** Stands for a resource's connection strings and passwords. */
export const connectionOf = (resource: Address): Address => within(resource, 'connection', '')

/**
 * The areas that the levels of scoped keys are given for. The first five are Render's (changelog of 18 November 2026, API facts
 * §8.1); which path is in which is not published, so all else is its own family of paths.
 */
const areas: readonly (readonly [path: RegExp, area: string])[] = [
  [
    /^\/(services|env-groups)\/[^/]+\/(env-vars|secret-files)(\/|$)/,
    'environment variables and secret files',
  ],
  // The answer for one group has the values of its variables.
  [/^\/env-groups\/[^/]+$/, 'environment variables and secret files'],
  [/^\/(services\/[^/]+\/events|events|logs|metrics|metrics-stream)(\/|$)/, 'logs, metrics and events'],
  [/^\/(services|disks|cron-jobs)(\/|$)/, 'services and their deploys'],
  [/^\/(workflows|workflowversions|tasks|task-runs)(\/|$)/, 'workflows and task runs'],
  [/^\/sandboxes(\/|$)/, 'sandboxes'],
  [/^\/(projects|environments)(\/|$)/, 'projects and environments'],
  [/^\/(key-value|redis)(\/|$)/, 'key-value'],
]

/** The area of a path below /v1. */
export const areaOf = (path: string): string =>
  areas.find(([form]) => form.test(path))?.[1] ?? path.split('/')[1] ?? path
