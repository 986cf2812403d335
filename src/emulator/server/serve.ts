import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import { createSecureServer } from 'node:http2'
import type { Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import { ConnectionReset, CutResponse } from '../faults/index.ts'
import type { Answering } from './answering.ts'
import { breakOff, cut } from './breaking.ts'
import { newCertificate } from './certificate.ts'
import { answerHttpErrors } from './http-errors.ts'
import { refusal } from './page-guard.ts'
import { attendUpgrades } from './upgrades.ts'

export interface ServeOptions {
  /** 0, the default, takes one that is free. */
  port?: number
  /** Speaks HTTPS, with a certificate of its own that is made now, and HTTP/2 with those who want it. Default: false. */
  tls?: boolean
}

export interface RunningServer {
  /** Ends in /v1, as RENDER_HOST does. */
  url: string
  port: number
  /** With `tls`, the certificate that a client must trust, as PEM. */
  certificate?: string
  close(): Promise<void>
}

const host = '127.0.0.1'

/** Thrown once the socket has been told what to do, so that nothing else is answered. */
class Answered extends Error {}

/** A path with dots for a part: clients resolve it before they send it, so nobody means what it would lead to. */
const climbs = /^[^?]*\/(?:\.|%2e){1,2}(?:[/?]|$)/i

const answerTo = async (
  emulator: Answering,
  request: Request,
  { url = '', socket }: Pick<IncomingMessage, 'url' | 'socket'>,
) => {
  const refused = refusal(request, socket.localPort ?? 0)
  if (refused) return refused
  if (climbs.test(url)) return Response.json({ message: `not found: ${url}` }, { status: 404 })
  return emulator.fetch(request)
}

/** A broken connection is one here too: what rejects in process resets, and what ends early does. */
const listenerOf = (emulator: Answering) =>
  getRequestListener(
    async (request, bindings) => {
      try {
        const response = await answerTo(emulator, request, bindings.incoming)
        if (!(response instanceof CutResponse)) return response
        cut(bindings, response)
      } catch (error) {
        if (!(error instanceof ConnectionReset)) throw error
        breakOff(bindings)
      }
      throw new Answered()
    },
    {
      hostname: host,
      errorHandler: (error) => {
        if (error instanceof Answered) return undefined
        // A Host or a path that no URL can be made of.
        const status = error instanceof RequestError ? 400 : 500
        return Response.json({ message: status === 400 ? 'invalid request' : 'emulator defect' }, { status })
      },
    },
  )

/** Puts an emulator behind a socket of this machine; nobody else can reach it. */
export const serve = async (
  emulator: Answering,
  { port = 0, tls = false }: ServeOptions = {},
): Promise<RunningServer> => {
  const certificate = tls ? await newCertificate() : undefined
  const listener = listenerOf(emulator)
  const server = certificate
    ? createSecureServer({ ...certificate, allowHTTP1: true }, listener)
    : createServer(listener)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  answerHttpErrors(server)
  const cutUpgraded = attendUpgrades(server, emulator)
  const close = () =>
    new Promise<void>((closed, failed) => {
      server.close((error) => (error ? failed(error) : closed()))
      for (const socket of sockets) socket.destroy()
      cutUpgraded()
    })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      const url = `${certificate ? 'https' : 'http'}://${host}:${taken}/v1`
      resolve({ url, port: taken, close, ...(certificate && { certificate: certificate.cert }) })
    })
  })
}
