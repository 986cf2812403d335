/** What a stream of a session answers, as `fetch` would give it. */
import type { ClientHttp2Stream } from 'node:http2'
import { PassThrough, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** Throws a RangeError for a status that there is not. */
export const responseOf = (
  stream: ClientHttp2Stream,
  {
    ':status': status = 0,
    ...answer
  }: { readonly [name: string]: unknown; readonly ':status'?: number | undefined },
): Response => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer))
    for (const each of [value].flat()) headers.append(name, String(each))
  return new Response(bodyOf(stream, status, headers), { status, headers })
}

/** These have none, says HTTP. */
const withoutBody = [204, 205, 304]

const bodyOf = (stream: ClientHttp2Stream, status: number, headers: Headers) => {
  if (withoutBody.includes(status)) {
    stream.resume()
    return null
  }
  const isPacked = headers.get('content-encoding') === 'gzip'
  // Node calls a stream of a session closed as soon as all of it has come, and takes what is not read by then for broken off:
  // so nothing but events of it is gone by.
  const body = isPacked ? createGunzip() : new PassThrough()
  stream.once('error', (error) => body.destroy(error))
  stream.once('close', () => {
    if (!stream.readableEnded) body.destroy(new Error('the answer was broken off'))
  })
  body.once('close', () => stream.destroy())
  return Readable.toWeb(stream.pipe(body)) as ReadableStream<Uint8Array>
}
