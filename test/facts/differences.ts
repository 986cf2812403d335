/** Where the recordings contradict the API's description, or where it is older than the API: data, each row with its source. */

interface Difference {
  /** What the checker says: the operation, the status, the place and what is wrong there. */
  readonly violation: RegExp
  /**
   * 'recorded': a recording that is here shows it. 'stated': the sheet of facts says so of others. 'newer': it came after
   * the document. 'wider': see the reason.
   */
  readonly source: 'recorded' | 'stated' | 'newer' | 'wider'
  readonly reason: string
}

const environment = '(GET|PATCH|POST) /environments(/\\{environmentId\\}(/resources)?)? (200|201)'
const service = 'services(/\\{serviceId\\}(/preview)?)? (200|201)'
const database = 'postgres(/\\{postgresId\\})? (200|201)'
const keyValue = '(key-value(/\\{keyValueId\\})?|redis(/\\{redisId\\})?) (200|201)'

const differences: readonly Difference[] = [
  {
    violation: /deploys(\/\{deployId\}(\/cancel)?)? (200|201): (\/\*\/deploy)?\/commit must be object$/,
    source: 'recorded',
    reason: 'null where an image is deployed (API facts §5)',
  },
  {
    violation: /deploys 201: \/finishedAt must be string$/,
    source: 'recorded',
    reason: 'null until the end in recordings before 2025; absent since (API facts §5)',
  },
  {
    violation: /rollback 201: \/commit must be object$/,
    source: 'wider',
    reason: 'a rollback answers with a deploy as every other route does (API facts §5)',
  },
  {
    violation: new RegExp(
      `${service}: (/\\*)?(/service)? ?must NOT have additional properties: autoDeployTrigger$`,
    ),
    source: 'recorded',
    reason: 'since spring 2025 on every service (API facts §1.1)',
  },
  {
    violation: new RegExp(
      `${service}: (/\\*)?(/service)?/serviceDetails must NOT have additional properties: (ipAllowList|cache)$`,
    ),
    source: 'newer',
    reason: 'came after the document (API facts §8)',
  },
  {
    violation: new RegExp(`${service}: (/\\*)?(/service)?/serviceDetails/plan must be equal to`),
    source: 'newer',
    reason: 'legacy and free plans came after the document (API facts §1.1)',
  },
  {
    violation: new RegExp(`${database}: (/\\*/postgres)? ?must have required property 'project'$`),
    source: 'recorded',
    reason: 'no recorded database has it (API facts §1.8)',
  },
  {
    violation: new RegExp(
      `${database}: (/\\*/postgres)? ?must NOT have additional properties: (diskAutoscalingEnabled|connectionPool|parameterOverrides)$`,
    ),
    source: 'recorded',
    reason: 'came after the document (API facts §8)',
  },
  {
    violation: new RegExp(`${database}: (/\\*/postgres)?/ipAllowList must be array$`),
    source: 'recorded',
    reason: 'null when it is empty (API facts §0)',
  },
  {
    violation: new RegExp(`${database}: (/\\*/postgres)?/version must be equal to`),
    source: 'newer',
    reason: 'version 18 came after the document (API facts §8)',
  },
  {
    violation: new RegExp(`${database}: (/\\*/postgres)?/readReplicas/\\* must NOT have`),
    source: 'newer',
    reason: 'overrides of one replica came after the document (API facts §8)',
  },
  {
    violation: new RegExp(
      `${keyValue}: (/\\*/\\w+)?/options must NOT have additional properties: persistenceMode$`,
    ),
    source: 'recorded',
    reason: 'came after the document (API facts §1.9)',
  },
  {
    violation: new RegExp(`${keyValue}: (/\\*/\\w+)?/ipAllowList must be array$`),
    source: 'stated',
    reason: 'null when it is empty (API facts §0)',
  },
  {
    violation: new RegExp(`${environment}: .*(serviceIds|databasesIds|redisIds|envGroupIds) must be array$`),
    source: 'recorded',
    reason: 'null when it is empty (API facts §0)',
  },
  {
    violation: new RegExp(`${environment}: .*must NOT have additional properties: ipAllowList$`),
    source: 'recorded',
    reason: 'came after the document (API facts §1.10)',
  },
  {
    violation: /^POST \/environments\/\{environmentId\}\/resources 201: a status that is not declared$/,
    source: 'recorded',
    reason: '201 where the document says 200 (API facts §1.10)',
  },
  {
    violation: /webhooks(\/\{webhookId\})? (200|201): .*\/eventFilter must be array$/,
    source: 'recorded',
    reason: 'null when it is empty (API facts §0)',
  },
  {
    violation: /^PUT \/services\/\{serviceId\}\/(headers|routes) 200: must be array$/,
    source: 'stated',
    reason: 'null for an empty list (API facts §1.7)',
  },
  {
    violation: /^GET \/notification-settings\/overrides 200: .*must have required property 'type'$/,
    source: 'wider',
    reason: 'required there and described nowhere; the recorded single one has none (API facts §1.11)',
  },
  {
    violation:
      /connection-info 200: must NOT have additional properties: (internal|external)ConnectionPoolString$/,
    source: 'newer',
    reason: 'came after the document (API facts §1.8)',
  },
  {
    violation:
      /^GET \/services\/\{serviceId\}\/events 200: \/\* must NOT have additional properties: cursor$/,
    source: 'wider',
    reason:
      'the operation takes a cursor, and its rows are called "with cursor": without one no page follows another',
  },
  {
    violation:
      /(dedicated-ips|workflows|key-value\/\{id\}\/(suspend|resume)|POST \/blueprints\/validate).*: is not in the document$/,
    source: 'newer',
    reason: 'came after the document (API facts §8, §1.11)',
  },
]

/** What our own client sends and the document does not know. */
const requestDifferences: readonly Difference[] = [
  {
    violation:
      /must NOT have additional properties: (autoDeployTrigger|ipAllowList|persistenceMode|enableDiskAutoscaling|connectionPool|cache)$/,
    source: 'newer',
    reason: 'came after the document (API facts §8)',
  },
  {
    violation: /^PATCH \/postgres\/\{postgresId\}: \/readReplicas\/\* must NOT have .*: parameterOverrides$/,
    source: 'newer',
    reason: 'overrides of one replica came after the document (API facts §8)',
  },
  {
    violation: /^POST \/postgres: \/version must be equal to one of/,
    source: 'newer',
    reason: 'version 18 came after the document (API facts §8)',
  },
  {
    violation: /\/buildFilter\/(paths|ignoredPaths) must be array$/,
    source: 'recorded',
    reason: 'null clears it (API facts §1.1)',
  },
  {
    violation: /\/serviceDetails\/plan must be equal to one of/,
    source: 'wider',
    reason: 'web services take free, which the document leaves out (API facts §1.1)',
  },
  {
    violation: /key-value\/\{id\}\/(suspend|resume): is not in the document$/,
    source: 'newer',
    reason: 'came after the document (API facts §8)',
  },
  {
    violation: /^POST \/services: \S+\/registryCredential must have required property '(?!id)\w+'$/,
    source: 'stated',
    reason: "a cron job's POST takes the shape that is read, of which the id is what counts (API facts §1.1)",
  },
]

const known = (rows: readonly Difference[]) => (violation: string) =>
  rows.some((row) => row.violation.test(violation))

export const isKnownInAnswers = known(differences)
export const isKnownInRequests = known(requestDifferences)

/** The differences that the recordings must show. */
export const recordedDifferences = differences.filter(({ source }) => source === 'recorded')
