import type { IncomingMessage, Server } from 'node:http'
import type { Http2SecureServer } from 'node:http2'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Messages, SocketResponse } from '../operation/index.ts'
import type { Answering } from './answering.ts'
import { refusal } from './page-guard.ts'
import { answerOn, headOf } from './raw-answers.ts'

/** Requests that ask to go on in another protocol: a WebSocket where there is one, and otherwise an answer as usual. */

/** In bytes: nobody has anything to say here. */
const mostHeard = 65_536

const pairs = ({ rawHeaders }: IncomingMessage): [string, string][] =>
  rawHeaders.flatMap((name, at): [string, string][] => (at % 2 ? [] : [[name, rawHeaders[at + 1] ?? '']]))

/**
 * What asks for anything else, as Java's client asks for HTTP/2 with every first request, is answered as if it had not:
 * Node leaves all such requests to whoever listens to upgrades, so this one is put back without its wish.
 */
const putBack = (
  server: Server | Http2SecureServer,
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => {
  const wishes = new Set(['upgrade', 'connection', 'http2-settings'])
  const headers = pairs(incoming).filter(([name]) => !wishes.has(name.toLowerCase()))
  socket.unshift(Buffer.concat([headOf(`${incoming.method} ${incoming.url} HTTP/1.1`, headers), head]))
  // A connection that is encrypted has been greeted already.
  server.emit(socket instanceof TLSSocket ? 'secureConnection' : 'connection', socket)
}

/** Why a connection ends, in the numbers of RFC 6455. */
const reasons = { done: 1000, failure: 1011 }

/** Sends the messages until either side ends. */
const carry = async (client: WebSocket, messages: Messages): Promise<void> => {
  const over = new AbortController()
  client.on('close', () => over.abort())
  // What breaks a connection ends it as well.
  client.on('error', () => {})
  try {
    for await (const text of messages(over.signal)) client.send(text)
    client.close(reasons.done)
  } catch {
    client.close(reasons.failure)
  }
}

/** Attends to the upgrades of a server; what it returns cuts all connections that came of them. */
export const attendUpgrades = (server: Server | Http2SecureServer, emulator: Answering): (() => void) => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostHeard })
  const answers = new WeakMap<IncomingMessage, Response>()
  sockets.on('headers', (lines, incoming) => {
    for (const [name, value] of answers.get(incoming)?.headers ?? []) lines.push(`${name}: ${value}`)
  })
  const attend = async (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    const { method = '', headers, url } = incoming
    const request = new Request(`http://${headers.host}${url}`, { method, headers: pairs(incoming) })
    const response = refusal(request, socket.localPort ?? 0) ?? (await emulator.fetch(request))
    if (!(response instanceof SocketResponse)) return answerOn(socket, response)
    answers.set(incoming, response)
    sockets.handleUpgrade(incoming, socket, head, (client) => carry(client, response.messages))
  }
  server.on('upgrade', (incoming, socket: Socket, head) => {
    if (incoming.headers.upgrade?.toLowerCase() !== 'websocket')
      return putBack(server, incoming, socket, head)
    socket.on('error', () => socket.destroy())
    // A URL that is none, or a fault that breaks the connection.
    attend(incoming, socket, head).catch(() => socket.destroy())
  })
  return () => {
    for (const client of sockets.clients) client.terminate()
  }
}
