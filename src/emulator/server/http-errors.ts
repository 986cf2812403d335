import type { Server } from 'node:http'
import type { Http2SecureServer } from 'node:http2'
import type { Duplex } from 'node:stream'
import { answerOn } from './raw-answers.ts'

/** What is not HTTP, or too much of it, is refused before there is a request: here too in the API's shape. */

const refusals: Record<string, { status: number; message: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: 'request headers too large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'request timeout' },
}

const malformed = { status: 400, message: 'invalid request' }

export const answerHttpErrors = (server: Server | Http2SecureServer): void => {
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket: Duplex) => {
    // Whoever has gone hears nothing.
    if (!socket.writable) return void socket.destroy()
    const { status, message } = refusals[code] ?? malformed
    void answerOn(socket, Response.json({ message }, { status }))
  })
}
