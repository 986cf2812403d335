/** Stands between one client and an emulator of another process: it makes the way longer, and keeps what went over it and when. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Passed {
  readonly method: string
  readonly path: string
  /** When it was passed on, and when its answer came, in milliseconds of this machine: in between, the emulator did it. */
  readonly at: number
  readonly done: number
  readonly status: number
}

export interface GoBetween {
  readonly url: string
  readonly passed: readonly Passed[]
  /** Resolves when the first request has come. */
  readonly begun: Promise<void>
  readonly close: () => Promise<void>
}

/** `way`: the milliseconds of the way there, anew for each request. `before`: what the first one waits for. */
export const goBetween = async (
  to: string,
  way: () => number,
  before: Promise<unknown> = Promise.resolve(),
): Promise<GoBetween> => {
  const passed: Passed[] = []
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const server = createServer(async (request, response) => {
    begin()
    await before
    const { method = 'GET', url = '/' } = request
    const body = await buffer(request)
    await sleep(way())
    const at = performance.now()
    const { authorization = '', 'content-type': type = '' } = request.headers
    const answer = await fetch(new URL(url, to), {
      method,
      headers: { authorization, ...(type && { 'content-type': type }) },
      ...(body.length > 0 && { body }),
    })
    const text = await answer.text()
    const [path = ''] = url.replace('/v1', '').split('?')
    passed.push({ method, path, at, done: performance.now(), status: answer.status })
    await sleep(way())
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/v1`,
    passed,
    begun,
    close: async () => {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}
