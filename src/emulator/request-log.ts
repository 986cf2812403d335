/** What came, for tests to look at: everything of a request but its secrets. */
export interface LoggedRequest {
  /** Counts from 1. */
  number: number
  method: string
  path: string
  query: string
  /** 0 where a fault left the request without an answer and without effect. */
  status: number
  /** What a fault on demand did to it, such as `reset after work`; the status is then the one before it. */
  fault?: string
  body?: unknown
}

const hidden = '(redacted)'

/** Fields whose values are secrets wherever they stand. */
const secret = new Set([
  'value',
  'content',
  'token',
  'authToken',
  'password',
  'secret',
  'datadogAPIKey',
  'datadogApiKey',
])

/** The headers of a static site have a `value` too, which anyone can read. */
const open = (path: string, parent: string) => parent === 'headers' || path.endsWith('/headers')

const redacted = (body: unknown, path: string, parent = ''): unknown => {
  if (Array.isArray(body)) return body.map((item) => redacted(item, path, parent))
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      secret.has(key) && !open(path, parent) ? hidden : redacted(value, path, key),
    ]),
  )
}

/** So many of the newest requests are kept at least, and at most twice as many. */
const kept = 50_000

type NewRequest = Omit<LoggedRequest, 'number' | 'fault'> & { fault?: string | undefined }

export class RequestLog {
  private entries: LoggedRequest[] = []
  private count = 0

  add({ method, path, query, status, fault, body }: NewRequest): void {
    this.count++
    const entry: LoggedRequest = { number: this.count, method, path, query, status }
    if (fault !== undefined) entry.fault = fault
    if (body !== undefined) entry.body = redacted(body, path)
    this.entries.push(entry)
    // All at once, since taking the first off a long array moves all the others, each time.
    if (this.entries.length === 2 * kept) this.entries = this.entries.slice(kept)
  }

  list(): readonly LoggedRequest[] {
    return this.entries
  }

  clear(): void {
    this.entries = []
    this.count = 0
  }
}
