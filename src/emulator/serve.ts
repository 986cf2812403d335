import { serve as listen } from '@hono/node-server'
import type { Emulator } from './index.ts'

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

/** Puts an emulator behind a socket of this machine; nobody else can reach it. */
export const serve = (emulator: Emulator, { port = 0 }: ServeOptions = {}): Promise<RunningServer> =>
  new Promise((resolve, reject) => {
    const server = listen({ fetch: emulator.fetch, hostname: '127.0.0.1', port }, (info) => {
      const close = () =>
        new Promise<void>((closed, failed) => {
          server.close((error) => (error ? failed(error) : closed()))
          if ('closeAllConnections' in server) server.closeAllConnections()
        })
      resolve({ url: `http://127.0.0.1:${info.port}/v1`, port: info.port, close })
    })
    server.once('error', reject)
  })
