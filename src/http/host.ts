/** The way to the API: which host, and how it is asked. */
import { ApiError } from './errors.ts'
import { type Fetch, longest } from './wire/index.ts'

export interface Host {
  /** Everything before a request's path, ending in `/v1`. */
  readonly base: string
  readonly loopback: boolean
}

const loopbacks = ['localhost', '127.0.0.1', '[::1]']

/** Reads RENDER_HOST. Render's own tools want it with `/v1`, its documentation's examples leave that out: both are fine. */
export const readHost = (text: string): Host => {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined
  const web = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || !web || url.username || url.password || url.search || url.hash) {
    throw new ApiError({ code: 'bad-host', where: 'RENDER_HOST', found: `"${withoutSecrets(text)}"` })
  }
  const loopback = loopbacks.includes(url.hostname)
  if (url.protocol === 'http:' && !loopback) {
    throw new ApiError({ code: 'insecure-host', where: 'RENDER_HOST', found: `"${url.origin}"` })
  }
  const path = url.pathname.replace(/\/+$/, '')
  return { base: `${url.origin}${path.endsWith('/v1') ? path : `${path}/v1`}`, loopback }
}

const withoutSecrets = (text: string) =>
  text.replace(/\/\/[^/]*@/, '//[hidden]@').replace(/[?#].*/s, '?[hidden]')

/** Fetch over HTTP/2 where offered, through the proxy that the usual variables name, but never to this machine. */
export const createFetch = (loopback: boolean): Fetch => {
  // Loaded with the first request: undici takes longer to start than all the rest.
  const load = async () => {
    // It is CommonJS, of which a bundle gives nothing but the default export.
    const { Agent, EnvHttpProxyAgent, fetch } = (await import('undici')).default
    const bounds = { maxResponseSize: longest }
    const dispatcher = loopback ? new Agent(bounds) : new EnvHttpProxyAgent({ ...bounds, allowH2: true })
    return (url: string, init: RequestInit) =>
      fetch(url, { ...(init as object), dispatcher }) as Promise<unknown> as Promise<Response>
  }
  let loading: ReturnType<typeof load> | undefined
  return async (url, init) => {
    loading ??= load()
    const send = await loading
    return send(url, init)
  }
}
