/** One request of an HTTP/2 session, and its answer. */
import { type ClientHttp2Session, type ClientHttp2Stream, constants } from 'node:http2'
import { responseOf } from './answer.ts'

/** How many requests of a session are under way. */
const underWay = new WeakMap<ClientHttp2Session, number>()

/** The process stays for a session as long as somebody waits for an answer of it. */
const count = (session: ClientHttp2Session, by: 1 | -1): void => {
  const now = (underWay.get(session) ?? 0) + by
  underWay.set(session, now)
  if (session.destroyed) return
  if (now > 0) session.ref()
  else session.unref()
}

/** Sends a request over a session, as `fetch` would, beside all that are under way in it. */
export const fetchOver = (
  session: ClientHttp2Session,
  url: string,
  { method = 'GET', headers, body, signal }: RequestInit,
): Promise<Response> =>
  new Promise((resolve, reject) => {
    const { pathname, search } = new URL(url)
    const stream = session.request(
      {
        ...Object.fromEntries(new Headers(headers)),
        'accept-encoding': 'gzip',
        ':method': method,
        ':path': pathname + search,
      },
      { endStream: !body, ...(signal && { signal }) },
    )
    count(session, 1)
    stream.once('response', (answer) => {
      try {
        resolve(responseOf(stream, answer))
      } catch (error) {
        stream.destroy()
        reject(error)
      }
    })
    stream.once('error', (error) => reject(isRefused(stream) ? refused() : error))
    stream.once('close', () => {
      count(session, -1)
      // The next try is not to wait for a network that has silently gone.
      if (signal?.aborted) session.close()
      reject(isRefused(stream) ? refused() : new Error('the request was broken off'))
    })
    if (typeof body === 'string') stream.end(body)
  })

const isRefused = ({ rstCode }: ClientHttp2Stream) => rstCode === constants.NGHTTP2_REFUSED_STREAM

/** What a server says of a request that it has not looked at, as when it ends the session meanwhile (RFC 9113, 8.7). */
const refused = () => Object.assign(new Error('the server has ended the session'), { code: 'REFUSED_STREAM' })
