/** Which right of a scoped key a path needs. */

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
