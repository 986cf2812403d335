import { type Fetch, longest } from '../wire/index.ts'
import { createSessions } from './sessions.ts'
import { fetchOver } from './stream.ts'

const proxies = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']

interface Server {
  readonly origin: string
  readonly isLoopback: boolean
  /** How many connections there may be where each has one request at a time. */
  readonly connections: number
}

/**
 * Fetch of one server: through the proxy that the usual variables name, but never to this machine. Through a proxy it is
 * HTTP/1.1.
 */
export const createFetch = ({ origin, isLoopback, connections }: Server): Fetch => {
  const isProxied = !isLoopback && proxies.some((name) => process.env[name])
  // Loaded with the first request: undici takes longer to start than all the rest.
  const load = async (): Promise<Fetch> => {
    // It is CommonJS, of which a bundle gives nothing but the default export.
    const undici = (await import('undici')).default
    const over =
      (dispatcher: InstanceType<typeof undici.Agent | typeof undici.EnvHttpProxyAgent>): Fetch =>
      (url, init) =>
        undici.fetch(url, { ...(init as object), dispatcher }) as Promise<unknown> as Promise<Response>
    const bounds = { maxResponseSize: longest, connections }
    if (isProxied) return over(new undici.EnvHttpProxyAgent(bounds))
    if (origin.startsWith('http:')) return over(new undici.Agent(bounds))
    const sessions = createSessions(origin, undici.buildConnector)
    const former = over(new undici.Agent({ ...bounds, connect: sessions.connectFormer }))
    return async (url, init) => {
      const session = await sessions.open()
      return session ? fetchOver(session, url, init) : former(url, init)
    }
  }
  let loading: Promise<Fetch> | undefined
  return async (url, init) => {
    loading ??= load()
    const send = await loading
    return send(url, init)
  }
}
