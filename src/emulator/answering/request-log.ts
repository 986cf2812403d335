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
const secret = new Set(['value', 'content', 'token', 'authtoken', 'password', 'secret', 'datadogapikey'])

/** Where variables and files are, nothing else is shown: a request with a misspelled field has a secret in it too. */
const shown = new Set(['key', 'name', 'generateValue'])
const holders = new Set(['envVars', 'secretFiles'])
const holds = /\/(?:env-vars|secret-files)(?:\/|$)/

/** Where in a body something is. */
interface Place {
  /** Of the field that it is in; '' for the body itself and for a list of variables or files. */
  key: string
  parent: string
  /** Whether all around is variables or files. */
  among: boolean
}

/** The headers of a static site have a `value` too, which anyone can read. */
const isSecret = ({ key, parent, among }: Place) =>
  among ? !shown.has(key) : secret.has(key.toLowerCase()) && parent !== 'headers'

/** Whoever has a webhook's URL can write where it leads: of it only the host is shown. */
const isWebhook = /^\/v1\/webhooks(\/|$)/

const inside = (place: Place, key: string): Place =>
  holders.has(key) ? { key: '', parent: key, among: true } : { key, parent: place.key, among: place.among }

/** A name and a password in front of a host. */
const userInfo = /(:\/\/)[^/@\s]+@/g

const redacted = (body: unknown, place: Place): unknown => {
  if (body === null || typeof body === 'boolean') return body
  if (Array.isArray(body)) return body.map((item) => redacted(item, place))
  if (isSecret(place) && (place.key !== '' || typeof body !== 'object')) return hidden
  if (typeof body === 'string') return body.replace(userInfo, `$1${hidden}@`)
  if (typeof body !== 'object') return body
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, redacted(value, inside(place, key))]),
  )
}

const withHostOnly = (url: string): string => {
  const { protocol, host } = URL.canParse(url) ? new URL(url) : { protocol: '', host: '' }
  return host === '' ? hidden : `${protocol}//${host}/${hidden}`
}

const withoutWebhook = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'url' in body
    ? { ...body, url: typeof body.url === 'string' ? withHostOnly(body.url) : hidden }
    : body

const withoutSecrets = (body: unknown, path: string): unknown => {
  const given = isWebhook.test(path) ? withoutWebhook(body) : body
  const key = path.endsWith('/headers') ? 'headers' : ''
  return redacted(given, { key, parent: '', among: holds.test(path) })
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
    if (body !== undefined) entry.body = withoutSecrets(body, path)
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
