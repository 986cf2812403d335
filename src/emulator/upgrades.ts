import type { IncomingMessage, Server } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Emulator } from './index.ts'
import { refusal } from './page-guard.ts'
import { acceptanceOf, carry, SocketResponse } from './web-socket.ts'

/** Requests that ask to go on in another protocol: a WebSocket where there is one, and otherwise an answer as usual. */

const headOf = (firstLine: string, headers: Iterable<readonly [string, string]>): Buffer =>
  Buffer.from(
    `${firstLine}\r\n${[...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    'latin1',
  )

const statusLine = (status: number) => `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`

const pairs = ({ rawHeaders }: IncomingMessage): [string, string][] =>
  rawHeaders.flatMap((name, at): [string, string][] => (at % 2 ? [] : [[name, rawHeaders[at + 1] ?? '']]))

/**
 * What asks for anything else, as Java's client asks for HTTP/2 with every first request, is answered as if it had not:
 * Node leaves all such requests to whoever listens to upgrades, so this one is put back without its wish.
 */
const putBack = (server: Server, incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
  const wishes = new Set(['upgrade', 'connection', 'http2-settings'])
  const headers = pairs(incoming).filter(([name]) => !wishes.has(name.toLowerCase()))
  socket.unshift(Buffer.concat([headOf(`${incoming.method} ${incoming.url} HTTP/1.1`, headers), head]))
  server.emit('connection', socket)
}

const refuse = async (socket: Duplex, response: Response) => {
  const body = Buffer.from(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  headers.set('content-length', String(body.length))
  headers.set('connection', 'close')
  socket.end(Buffer.concat([headOf(statusLine(response.status), headers), body]))
}

const accept = (socket: Duplex, key: string, { headers }: Response) => {
  const handshake = { upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-accept': acceptanceOf(key) }
  socket.write(headOf(statusLine(101), [...Object.entries(handshake), ...headers]))
}

/** Attends to the upgrades of a server; what it returns cuts all connections that came of them. */
export const attendUpgrades = (server: Server, emulator: Emulator): (() => void) => {
  const open = new Set<Duplex>()
  const attend = async (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    const { method = '' } = incoming
    const { host = '', 'sec-websocket-key': key = '' } = incoming.headers
    const request = new Request(`http://${host}${incoming.url}`, {
      method,
      headers: pairs(incoming),
    })
    const response = refusal(request, socket.localPort ?? 0) ?? (await emulator.fetch(request))
    if (!(response instanceof SocketResponse)) return refuse(socket, response)
    accept(socket, key, response)
    await carry(socket, head, response.messages)
  }
  server.on('upgrade', (incoming, socket: Socket, head) => {
    if (incoming.headers.upgrade?.toLowerCase() !== 'websocket')
      return putBack(server, incoming, socket, head)
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    // A URL that is none, or a fault that breaks the connection.
    attend(incoming, socket, head).catch(() => socket.destroy())
  })
  return () => {
    for (const socket of open) socket.destroy()
  }
}
