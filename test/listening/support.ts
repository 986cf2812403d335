/** Events as they are posted, signed, and a command line that listens. */
import { Readable, Writable } from 'node:stream'
import { Webhook } from 'standardwebhooks'
import { run } from '../../cli/run.ts'
import { memory } from '../support/cli.ts'

export const secretOf = (text: string) => `whsec_${Buffer.from(text).toString('base64')}`
export const secret = secretOf('a hidden secret of the tests')

interface Posted {
  readonly id?: string
  readonly type?: string
  readonly status?: string
  /** Seconds ago. */
  readonly ago?: number
  readonly signedWith?: string
  readonly body?: string
}

/** What is posted for an event of the service `api`. */
export const deliveryOf = ({ id = 'msg_1', ago = 0, signedWith = secret, ...rest }: Posted = {}) => {
  const { type = 'deploy_ended', status = 'succeeded' } = rest
  const data = { id: 'evt-1', serviceId: 'srv-1', serviceName: 'api', status }
  const { body = JSON.stringify({ type, timestamp: '2026-11-27T10:31:05Z', data }) } = rest
  const at = new Date(Date.now() - ago * 1_000)
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(signedWith).sign(id, at, body),
  }
  return { headers, body }
}

export interface Listening {
  readonly post: (
    posted?: Posted | { readonly headers: Record<string, string>; readonly body: string },
  ) => Promise<number>
  readonly url: string
  /** Interrupts it, and gives what it has printed. */
  readonly end: () => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>
}

/** Runs `listen` in this process, on a port that is free. */
export const listening = async (
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
): Promise<Listening> => {
  const stdout = memory()
  let interrupt = () => {}
  let heard = ''
  let isReady = (_url: string) => {}
  const ready = new Promise<string>((resolve) => {
    isReady = resolve
  })
  const stderr = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      heard += text
      const [url] = /http:\/\/\S+:\d+/.exec(heard) ?? []
      if (url) isReady(url)
      done()
    },
  })
  const code = run(['listen', '--port', '0', ...args], {
    env: { PATH: process.env.PATH ?? '', NO_COLOR: '1', RENDER_SYNC_WEBHOOK_SECRET: secret, ...env },
    cwd,
    stateFolder: async () => undefined,
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr,
    onInterrupt: (listener) => {
      interrupt = listener
      return () => {}
    },
    interrupt: () => {},
    exit: (status) => {
      throw new Error(`exit ${status}`)
    },
  })
  const url = await Promise.race([ready, code.then(() => Promise.reject(new Error(heard)))])
  return {
    url,
    post: async (posted = {}) => {
      const { headers, body } = 'headers' in posted ? posted : deliveryOf(posted)
      return (await fetch(`${url}/any/path`, { method: 'POST', headers, body })).status
    },
    end: async () => {
      interrupt()
      return { code: await code, stdout: stdout.text(), stderr: heard }
    },
  }
}
