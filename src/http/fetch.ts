/** The part of `fetch` that the client uses: an emulator in the same process fits as well as the real one. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Fetch over HTTP/2 where offered, through the proxy that the usual variables name, but never to this machine. */
export const createFetch = (loopback: boolean): Fetch => {
  // Loaded with the first request: undici takes longer to start than all the rest.
  const load = async () => {
    const { Agent, EnvHttpProxyAgent, fetch } = await import('undici')
    const dispatcher = loopback ? new Agent() : new EnvHttpProxyAgent({ allowH2: true })
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
