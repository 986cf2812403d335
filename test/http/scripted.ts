import { virtualClock } from '../../src/clock.ts'
import { type ClientOptions, createClient } from '../../src/http/client.ts'

export const apiKey = 'rnd_KeyThatMustNeverBeSeen'
export const host = 'https://api.render.com/v1'

interface Seen {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly at: number
}

type Step = Response | Error | ((url: string, init: RequestInit) => Response | Promise<Response>)

export const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers })

export const empty = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers })

/** What a read meets that is tried as often as anything is. */
export const always = (status: number, body: unknown) => Array.from({ length: 5 }, () => json(status, body))

export const broken = (code: string, message = code) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })

/** A client on a virtual clock, and a server that answers each request with the next step and records it. */
export const scripted = (steps: readonly Step[], options: Partial<ClientOptions> = {}) => {
  const clock = options.clock ?? virtualClock()
  const start = clock.now()
  const seen: Seen[] = []
  const left = [...steps]
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const path = url.replace(/^.*?\/v1/, '')
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
    seen.push({ method: String(init.method), path, body, at: clock.now() - start })
    const step = left.shift()
    if (step === undefined) throw new Error(`one request too many: ${init.method} ${path}`)
    if (step instanceof Error) throw step
    return typeof step === 'function' ? step(url, init) : step
  }
  const client = createClient({ host, apiKey, clock, fetch, random: () => 0, ...options })
  const requests = () => seen.map(({ method, path }) => `${method} ${path}`)
  return { client, clock, seen, requests, left }
}

/** Never answers, and heeds no signal. */
export const silence = () => new Promise<Response>(() => {})
