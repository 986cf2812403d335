/** The one HTTP/2 session of a server, opened when it is needed and again when it has ended. */
import { type ClientHttp2Session, connect } from 'node:http2'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { buildConnector } from 'undici'

/** In bytes, for one answer and for all of them at once: by default the session waits for the network after every 64 KB. */
const windows = { answer: 1024 * 1024, all: 16 * 1024 * 1024 }

/** In milliseconds. What lies between may forget a connection that nothing passes over, and tells nobody. */
const mostIdle = 30_000

export interface Sessions {
  /** A session that takes requests; undefined: the server speaks nothing but HTTP/1.1. Rejects with why there is no connection. */
  readonly open: () => Promise<ClientHttp2Session | undefined>
  /** Connects for HTTP/1.1, at first by what was opened to find out that it is nothing else. */
  readonly connectFormer: buildConnector.connector
}

export const createSessions = (origin: string, build: typeof buildConnector): Sessions => {
  const { protocol, hostname, host, port } = new URL(origin)
  const either = build({ allowH2: true })
  const former = build({})
  const unused: Socket[] = []
  let isFormer = false
  let opening: Promise<ClientHttp2Session | undefined> | undefined
  let session: ClientHttp2Session | undefined

  const begin = async (): Promise<ClientHttp2Session | undefined> => {
    const socket = await new Promise<Socket>((resolve, reject) => {
      // An address in brackets is a URL's.
      const server = { protocol, hostname: hostname.replace(/^\[|\]$/g, ''), host, port }
      either(server, (error, connected) => (error ? reject(error) : resolve(connected as Socket)))
    })
    if ((socket as TLSSocket).alpnProtocol === 'h2') return sessionOver(socket, origin)
    isFormer = true
    unused.push(socket)
    return undefined
  }

  return {
    open: async () => {
      if (isFormer) return undefined
      if (session && !session.closed && !session.destroyed) return session
      opening ??= begin().finally(() => {
        opening = undefined
      })
      session = await opening
      return session
    },
    connectFormer: (options, callback) => {
      const socket = unused.pop()
      // Not at once: undici expects its answer later.
      if (socket && !socket.destroyed) queueMicrotask(() => callback(null, socket))
      else former(options, callback)
    },
  }
}

const sessionOver = (socket: Socket, origin: string): ClientHttp2Session => {
  const session = connect(origin, {
    createConnection: () => socket,
    settings: { enablePush: false, initialWindowSize: windows.answer },
  })
  session.once('connect', () => session.setLocalWindowSize(windows.all))
  // Whatever ends it ends its requests as well, and they tell.
  session.on('error', () => {})
  session.setTimeout(mostIdle, () => session.close())
  // Nothing has to stay for one that nobody uses.
  session.unref()
  return session
}
