import type { ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { getRequestListener, RequestError } from '@hono/node-server'
import { ConnectionReset, CutResponse } from './broken-network.ts'
import type { Emulator } from './emulator.ts'
import { answerHttpErrors } from './http-errors.ts'
import { refusal } from './page-guard.ts'
import { attendUpgrades } from './upgrades.ts'

export interface ServeOptions {
  /** 0, the default, takes one that is free. */
  port?: number
}

export interface RunningServer {
  /** Ends in /v1, as RENDER_HOST does. */
  url: string
  port: number
  close(): Promise<void>
}

const host = '127.0.0.1'

/** Thrown once the socket has been told what to do, so that nothing else is answered. */
class Answered extends Error {}

const cut = (outgoing: ServerResponse, { status, headers, arriving }: CutResponse) => {
  outgoing.writeHead(status, [...headers].flat())
  outgoing.write(arriving, () => outgoing.destroy())
}

/** A broken connection is one here too: what rejects in process resets, and what ends early does. */
const listenerOf = (emulator: Emulator) =>
  getRequestListener(
    async (request, { outgoing }) => {
      // This server speaks nothing but HTTP/1.1.
      const { socket } = outgoing as HttpBindings['outgoing']
      try {
        const response = refusal(request, socket?.localPort ?? 0) ?? (await emulator.fetch(request))
        if (!(response instanceof CutResponse)) return response
        cut(outgoing as HttpBindings['outgoing'], response)
      } catch (error) {
        if (!(error instanceof ConnectionReset)) throw error
        socket?.resetAndDestroy()
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
export const serve = (emulator: Emulator, { port = 0 }: ServeOptions = {}): Promise<RunningServer> =>
  new Promise((resolve, reject) => {
    const server = createServer(listenerOf(emulator))
    answerHttpErrors(server)
    const cutUpgraded = attendUpgrades(server, emulator)
    const close = () =>
      new Promise<void>((closed, failed) => {
        server.close((error) => (error ? failed(error) : closed()))
        server.closeAllConnections()
        cutUpgraded()
      })
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      resolve({ url: `http://${host}:${taken}/v1`, port: taken, close })
    })
  })
