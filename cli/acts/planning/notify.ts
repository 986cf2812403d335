/** Tells a chat or a program by a POST, signed as Standard Webhooks are where there is a secret. */
import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { type Clock, type Problem, problem } from '../../../src/index.ts'
import { fail } from '../../input/index.ts'
import type { Shell } from '../../shell/index.ts'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** Whoever has the address of a webhook can post there: it is hidden from now on. Throws `ProblemsError`. */
export const receiverIn = ({ mask }: Shell, address: string): URL => {
  if (!URL.canParse(address)) return fail('bad-usage', '--notify: expected a URL')
  const url = new URL(address)
  mask.learn(`${url.pathname}${url.search}`)
  mask.learn(url.password)
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))
  if (!isSafe) fail('bad-usage', '--notify: expected https, or http to this machine')
  return url
}

const tries = 4
const longestWait = 60_000

/** When to try again, in milliseconds; undefined: there is no use. */
const waitAfter = (response: Response | undefined, attempt: number): number | undefined => {
  if (attempt >= tries) return undefined
  const status = response?.status ?? 0
  if (response && status !== 429 && status < 500) return undefined
  const told = Number(response?.headers.get('retry-after') ?? Number.NaN)
  return Math.min(Number.isNaN(told) ? 1_000 * 2 ** (attempt - 1) : told * 1_000, longestWait)
}

/** Headers by which the receiver knows that it was us, and when. Throws `ProblemsError`: the secret is none. */
const signatureOf = (body: string, secret: string | undefined, now: number): Record<string, string> => {
  if (secret === undefined) return {}
  const id = `msg_${randomUUID()}`
  const at = new Date(now)
  try {
    const signature = new Webhook(secret).sign(id, at, body)
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1_000)),
      'webhook-signature': signature,
    }
  } catch {
    return fail('bad-usage', 'RENDER_SYNC_NOTIFY_SECRET: expected a secret in Base64, as in whsec_…')
  }
}

export interface Notice {
  readonly url: URL
  readonly document: unknown
  readonly secret: string | undefined
}

/** Posts it, and again where that may help. What becomes of it is told and ends nothing: undefined is that it arrived. */
export const notify = async (
  { url, document, secret }: Notice,
  { now, sleep }: Clock,
  signal: AbortSignal,
): Promise<Problem | undefined> => {
  const body = JSON.stringify(document)
  const headers = { 'content-type': 'application/json', ...signatureOf(body, secret, now()) }
  const post = () =>
    fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
    })
  for (let attempt = 1; ; attempt++) {
    const response = await post().catch(() => undefined)
    signal.throwIfAborted()
    await response?.body?.cancel()
    if (response?.ok) return undefined
    const wait = waitAfter(response, attempt)
    if (wait === undefined) {
      const found = response ? `HTTP ${response.status}` : 'no answer'
      const message = `${url.host} was not told: expected a good answer, found ${found}`
      return problem('notify-failed', message, 'What was found stands here all the same. Check --notify.')
    }
    await sleep(wait, signal)
  }
}

/** Where whoever is told finds the whole: the run that this is part of, on GitHub or GitLab. */
export const runLinkIn = ({ env }: Shell): string | undefined => {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, CI_JOB_URL } = env
  return GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID
    ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
    : CI_JOB_URL
}
