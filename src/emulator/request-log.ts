/** What came, for tests to look at: everything of a request but its secrets. */
export interface LoggedRequest {
  /** Counts from 1. */
  number: number
  method: string
  path: string
  query: string
  status: number
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

/** The newest requests; older ones are forgotten. */
const kept = 100_000

export class RequestLog {
  private entries: LoggedRequest[] = []
  private count = 0

  add(request: Omit<LoggedRequest, 'number'>): void {
    this.count++
    const { body, ...rest } = request
    const shown = body === undefined ? {} : { body: redacted(body, request.path) }
    this.entries.push({ number: this.count, ...rest, ...shown })
    if (this.entries.length > kept) this.entries.shift()
  }

  list(): readonly LoggedRequest[] {
    return this.entries
  }

  clear(): void {
    this.entries = []
    this.count = 0
  }
}
