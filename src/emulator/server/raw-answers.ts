import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** HTTP written by hand, for the connections that Node hands over without a response to write to. */

export const headOf = (firstLine: string, headers: Iterable<readonly [string, string]>): Buffer =>
  Buffer.from(
    `${firstLine}\r\n${[...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    'latin1',
  )

const statusLine = (status: number) => `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`

/** Answers with the whole response, and ends the connection. */
export const answerOn = async (socket: Duplex, response: Response): Promise<void> => {
  const body = Buffer.from(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  headers.set('content-length', String(body.length))
  headers.set('connection', 'close')
  socket.end(Buffer.concat([headOf(statusLine(response.status), headers), body]))
}
