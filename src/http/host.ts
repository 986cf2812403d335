/** Which host the API is at. */
import { ApiError } from './errors.ts'

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
