/** Where the recordings, or what is known besides, contradict the tables: data, each row with its source. */

interface Difference {
  /** What the judge says: the operation, the status, the place and what is wrong there. */
  readonly violation: RegExp
  /** 'recorded': a recording that is here shows it. 'stated': the sheet of facts says so of others. 'wider': see the reason. */
  readonly source: 'recorded' | 'stated' | 'wider'
  readonly reason: string
}

const environment = '(GET|PATCH|POST) /environments(/\\{environmentId\\}(/resources)?)? (200|201)'
const database = 'postgres(/\\{postgresId\\}(/recovery)?)? (200|201)'
const keyValue = '(key-value|redis)(/\\{redisId\\})? (200|201)'

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
    violation: new RegExp(`${database}: (/\\*/postgres )?must have required property 'connectionPool'$`),
    source: 'recorded',
    reason: 'no recorded database has it, and none has a pool (API facts §8)',
  },
  {
    violation: new RegExp(`${database}: (/\\*/postgres)?/ipAllowList must be array$`),
    source: 'recorded',
    reason: 'null when it is empty (API facts §0)',
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
    violation:
      /^GET \/services\/\{serviceId\}\/events 200: \/\* must NOT have additional properties: cursor$/,
    source: 'wider',
    reason:
      'the operation takes a cursor, and its rows are called "with cursor": without one no page follows another',
  },
]

/** What our own client sends and the tables do not have. */
const requestDifferences: readonly Difference[] = [
  {
    violation: /\/buildFilter\/(paths|ignoredPaths) must be array$/,
    source: 'recorded',
    reason: 'null clears it (API facts §1.1)',
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
