import { constants, Http2ServerResponse } from 'node:http2'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import type { CutResponse } from '../faults/index.ts'

/** What breaks on demand: a connection that has one request at a time, and of an HTTP/2 session just the request. */

/** Node resets no connection that is encrypted. */
const reset = (socket: Socket) => (socket instanceof TLSSocket ? socket.destroy() : socket.resetAndDestroy())

/** Answers nothing, or no further. */
export const breakOff = ({ incoming, outgoing }: HttpBindings | Http2Bindings): void => {
  if (outgoing instanceof Http2ServerResponse) outgoing.stream.close(constants.NGHTTP2_INTERNAL_ERROR)
  else reset(incoming.socket)
}

/** Answers as much as arrives. */
export const cut = (bindings: HttpBindings | Http2Bindings, response: CutResponse): void => {
  const { outgoing } = bindings
  const { status, headers, arriving } = response
  if (outgoing instanceof Http2ServerResponse) {
    outgoing.writeHead(status, Object.fromEntries(headers))
    outgoing.write(arriving, () => breakOff(bindings))
    return
  }
  outgoing.writeHead(status, [...headers].flat())
  outgoing.write(arriving, () => outgoing.destroy())
}
