/**
 * Who may ask for what is not the API: the emulator's page and its routes for tests, which want no key. A foreign site
 * can point a name of its own at 127.0.0.1 and so read them in the browser of whoever visits it (DNS rebinding). Its
 * requests have that name as their Host, or its origin as their Origin, and are refused. The API itself wants its key
 * and is reached under any name.
 */

const names = ['127.0.0.1', 'localhost', '[::1]']

/** `port` is the one that the request came to; a browser leaves out the usual ones. */
const isOwn = (host: string, port: number): boolean =>
  names.some((name) => host === `${name}:${port}` || ([80, 443].includes(port) && host === name))

/** Of the URL as the routes are found by it. */
const isApi = (url: string) => url.startsWith('/v1/', url.indexOf('/', 'https://'.length))

const isAllowed = ({ headers, url }: Request, port: number): boolean => {
  const origin = headers.get('origin')
  // HTTP/2 has no Host; its requests have been given their URL by what it has in its place.
  const host = headers.get('host') ?? new URL(url).host
  const scheme = url.startsWith('https://') ? 'https://' : 'http://'
  return (
    isOwn(host, port) &&
    (origin === null || (origin.startsWith(scheme) && isOwn(origin.slice(scheme.length), port)))
  )
}

/** The answer to a request that nobody on this machine's own pages makes; undefined for all others. */
export const refusal = (request: Request, port: number): Response | undefined =>
  isApi(request.url) || isAllowed(request, port)
    ? undefined
    : new Response(`This is only for http://${names[0]}:${port} itself.\n`, { status: 403 })
