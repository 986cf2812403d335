/** A server that repeats whatever hidden values it was sent or has told, in messages, fields and headers, in every spelling. */
import type { Emulator } from '../../src/emulator/index.ts'
import type { Fault } from './cli.ts'

const keys = new Set(['value', 'content', 'password', 'token', 'authToken', 'secret', 'url'])

const isHiddenPath = (path: string) =>
  /env-vars|secret-files|env-groups|connection-info|webhooks|registryc/.test(path)

/** What is hidden in a body; what of a web address has been told with the host is cut off. */
const hiddenIn = (node: unknown, all: boolean): readonly string[] => {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => {
    if (typeof value !== 'string') return hiddenIn(value, all)
    if (key === 'url') return [value.replace(/^https?:\/\/[^/]*/, '')]
    return all || keys.has(key) ? [value] : []
  })
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const escaped = (text: string) =>
  [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')

/** Each is given to the server to use, and to the test to look for. */
export const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => JSON.stringify(text).slice(1, -1),
  escaped,
  base64,
  (text) => base64(`:${text}`),
  (text) => base64(`a:${text}`),
  (text) => Buffer.from(`?>${text}`).toString('base64url'),
  encodeURIComponent,
  (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
  (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
]

/** Fields that people write by hand, and nothing depends on. */
const free = new Set([
  'buildCommand',
  'startCommand',
  'preDeployCommand',
  'dashboardUrl',
  'rootDir',
  'description',
  'message',
])

export interface Repeating {
  readonly fault: Fault
  /** Everything hidden that it has seen, or has been told. */
  readonly heard: () => ReadonlySet<string>
  /** Forgets what it has heard, but for this. */
  readonly begin: (heard?: Iterable<string>) => void
  /** Requests that are refused; undefined: none is. `GET /services/srv-1/env-vars`, 422. */
  refuse: { readonly which: RegExp; readonly status: number } | undefined
}

/** In the place of an emulator. */
export const repeating = (emulator: () => Emulator, apiKey: string): Repeating => {
  let heard = new Set([apiKey])
  const asked = new Set<string>()
  let turn = 0
  const some = (count: number, spell?: (text: string) => string): string =>
    Array.from({ length: count }, () => {
      const values = [...heard]
      const value = values[turn % values.length] ?? ''
      const spelled = (spell ?? spellings[Math.floor(turn / values.length) % spellings.length])?.(value) ?? ''
      turn++
      // Whole, or a part of it.
      return turn % 3 === 0 && spelled.length > 24 ? spelled.slice(3, -3) : spelled
    }).join(' and ')
  const everything = () => [...heard].flatMap((value) => spellings.map((spell) => spell(value))).join('\n')

  /** A field says the same whenever it is asked for: one that changes is somebody's change. */
  const said = new Map<string, string>()
  const saidOnce = (place: string): string => {
    const text = said.get(place) ?? `run ${some(2)}`
    said.set(place, text)
    return text
  }

  const inFields = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(inFields)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        if (typeof value === 'string' && free.has(key)) return [key, saidOnce(`${key} ${value}`)]
        return [key, inFields(value)]
      }),
    )
  }
  const isFirst = (path: string) => asked.size < asked.add(path).size
  /** A deploy that is asked for once is in a state that nobody knows. */
  const inStatus = (path: string, body: unknown): unknown =>
    /\/deploys\/[^/]+$/.test(path) && isFirst(path)
      ? { ...(body as object), status: `checking ${some(3)}` }
      : body

  const self: Repeating = {
    heard: () => heard,
    begin: (known = []) => {
      said.clear()
      heard = new Set([apiKey, ...known])
    },
    refuse: undefined,
    fault: async (request) => {
      const path = new URL(request.url).pathname.replace('/v1', '')
      const sent = await request.clone().text()
      if (sent !== '' && !path.includes('/headers'))
        for (const text of hiddenIn(JSON.parse(sent), false)) heard.add(text)
      const headers = () => ({ 'render-request-id': some(4, encodeURIComponent), 'x-more': some(2, base64) })
      if (self.refuse?.which.test(`${request.method} ${path}`)) {
        const { status } = self.refuse
        const location = status < 400 ? { location: `https://x.example/?${some(4, encodeURIComponent)}` } : {}
        return Response.json({ message: everything() }, { status, headers: { ...headers(), ...location } })
      }
      const answer = await emulator().fetch(request)
      const text = await answer.text()
      const told = { ...Object.fromEntries(answer.headers), ...headers() }
      if (!answer.ok || text === '')
        return new Response(text || null, { status: answer.status, headers: told })
      const body: unknown = JSON.parse(text)
      if (isHiddenPath(path))
        for (const value of hiddenIn(body, path.includes('connection-info'))) heard.add(value)
      const { 'content-length': _length, ...rest } = told as Record<string, string>
      return Response.json(inStatus(path, inFields(body)), { status: answer.status, headers: rest })
    },
  }
  return self
}
