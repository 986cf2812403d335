import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Delivery } from '../../../src/index.ts'
import { fail } from '../../input/index.ts'

export type Post = Delivery

export interface Answer {
  readonly status: number
  readonly message: string
}

export interface Listening {
  readonly url: string
  /** Lets requests in flight end. */
  readonly close: () => Promise<void>
}

const megabyte = 1024 * 1024

/** Undefined: more than any event has. */
const bodyOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > megabyte) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const answerTo = async (request: IncomingMessage, answer: (post: Post) => Answer): Promise<Answer> => {
  if (request.method !== 'POST') return { status: 405, message: 'Only POST' }
  const body = await bodyOf(request)
  if (body === undefined) return { status: 413, message: 'Too large' }
  try {
    return answer({ headers: request.headers, body })
  } catch {
    // What could not be kept is sent again.
    return { status: 500, message: 'Not kept' }
  }
}

/** Has each POST answered, whatever its path. Throws `ProblemsError` where the port cannot be had. */
export const serveOn = async (
  { port, host }: { readonly port: number; readonly host: string },
  answer: (post: Post) => Answer,
): Promise<Listening> => {
  const server = createServer(async (request, response) => {
    const { status, message } = await answerTo(request, answer).catch(() => ({
      status: 400,
      message: 'Cut short',
    }))
    // A connection that stays open would keep the server from ending.
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    response.end(JSON.stringify({ message }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch(({ code }: NodeJS.ErrnoException) =>
    fail('bad-usage', `cannot listen on ${host}, port ${port}: ${code}`, 'Choose another: --port 0.'),
  )
  const { port: bound } = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${name}:${bound}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
