/** Render's rate limits as a table: which bucket a request counts in, and what it holds (API facts §4). */

/** What a bucket is chosen by. `path` is below `/v1`. */
export interface Sendable {
  readonly method: string
  readonly path: string
}

const minute = 60_000
const hour = 60 * minute

export interface Row {
  readonly limit: number
  readonly window: number
  readonly methods: readonly string[]
  readonly paths: RegExp
  /** What it limits. */
  readonly words: string
  /** How long an answer takes, in milliseconds, where that is not about as long as most do (API facts §4). */
  readonly answersIn?: number
  /** Each id in the path (the pattern's first group) has a bucket of its own. */
  readonly perId?: true
}

const writes = ['POST', 'PUT', 'PATCH', 'DELETE']
const deployAndPower = '(deploys|scale|suspend|resume)$'

// The first row that matches takes the request: every request counts in one bucket only.
const rows = {
  // Reading the owner's log stream counts together with writing it, unlike every other read. Users quote the same limit for
  // the log itself; whether the two share a counter was never seen, and sharing is the assumption that gets no 429.
  logs: {
    limit: 30,
    window: minute,
    methods: ['GET', ...writes],
    paths: /^\/logs(\/(values|subscribe|streams\/owner\/.*))?$/,
    words: 'requests about logs',
  },
  // Whether the four families share one counter was never seen; sharing is the assumption that gets no 429.
  create: {
    limit: 20,
    window: hour,
    methods: ['POST'],
    paths: /^\/(services|postgres|key-value|redis)$/,
    words: 'new services and databases',
    answersIn: 1900,
  },
  domains: {
    limit: 50,
    window: hour,
    methods: ['POST'],
    paths: /^\/services\/[^/]+\/custom-domains$/,
    words: 'new domains',
  },
  // Known from the documentation only.
  jobs: { limit: 2000, window: hour, methods: ['POST'], paths: /^\/services\/[^/]+\/jobs$/, words: 'jobs' },
  // All cron jobs of a workspace share one counter, where every other service has its own.
  'cron-mutation': {
    limit: 10,
    window: minute,
    methods: ['PATCH', 'POST'],
    paths: new RegExp(`^/services/crn-[^/]+(/${deployAndPower}|$)`),
    words: 'changes and deploys of cron jobs',
    answersIn: 700,
  },
  // A changed service costs two of these: its PATCH and its deploy.
  'service-mutation': {
    limit: 10,
    window: minute,
    methods: ['PATCH', 'POST'],
    paths: new RegExp(`^/services/([^/]+)(/${deployAndPower}|$)`),
    words: 'changes and deploys of one service',
    answersIn: 700,
    perId: true,
  },
  // A 404 counts as well.
  get: { limit: 400, window: minute, methods: ['GET'], paths: /^/, words: 'reads' },
  // The documentation still says 30; every recorded answer says 100.
  write: { limit: 100, window: minute, methods: writes, paths: /^/, words: 'writes' },
} as const satisfies Record<string, Row>

type RowName = keyof typeof rows
export type BucketKey = Exclude<RowName, 'service-mutation'> | `service-mutation:${string}`

const table = Object.entries(rows) as [RowName, Row][]

export const rowOf = (key: BucketKey): Row => rows[key.split(':', 1)[0] as RowName]

/** `20 new services and databases an hour`. `limit`: where an answer has told another one. */
export const limitInWords = (key: BucketKey, limit: number = rowOf(key).limit): string => {
  const { words, window } = rowOf(key)
  return `${limit} ${words} ${window === hour ? 'an hour' : 'a minute'}`
}

/** How long an answer to a request of a bucket is expected to take, in milliseconds. */
export const latencyOf = (key: BucketKey): number => rowOf(key).answersIn ?? 100

/** The one bucket that a request counts in. */
export const bucketOf = ({ method, path }: Sendable): BucketKey => {
  for (const [name, row] of table) {
    const match = row.methods.includes(method) ? row.paths.exec(path) : null
    if (match) return (row.perId ? `${name}:${match[1]}` : name) as BucketKey
  }
  return 'write'
}

/** When the window began that a time is in; both in milliseconds since the epoch. */
export const startOfWindow = (now: number, window: number) => Math.floor(now / window) * window
