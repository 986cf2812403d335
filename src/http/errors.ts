/** Errors of the API and of the way to it: the prose is made here and nowhere else. */
import { type ApiErrorCode, type Problem, ProblemsError, problem } from '../problem.ts'

// What each code expected, and what to do about it.
const meanings = {
  'bad-key': {
    expected: 'an API key of visible ASCII characters',
    todo: 'Set RENDER_API_KEY to a key made in the account settings of the Render dashboard.',
  },
  'bad-host': {
    expected: 'a host such as https://api.render.com/v1, without user, query or fragment',
    todo: 'Correct or unset RENDER_HOST.',
  },
  'insecure-host': {
    expected: 'https, or http to this machine',
    todo: 'Correct RENDER_HOST: the API key is never sent in clear over a network.',
  },
  unauthorized: {
    expected: 'an API key that Render knows',
    todo: 'Check RENDER_API_KEY: it may have been revoked.',
  },
  'payment-required': {
    expected: 'a workspace that can pay for this',
    todo: 'Add a payment method in the billing settings of the Render dashboard.',
  },
  forbidden: {
    expected: 'an API key that may do this',
    todo: 'Use the key of a user whose role in the workspace allows it.',
  },
  'not-found': {
    expected: 'something at this path',
    todo: 'It may have been deleted since it was read: plan again.',
  },
  conflict: {
    expected: 'no conflict with what is there',
    todo: 'Plan again, and rename or import what is in the way.',
  },
  rejected: { expected: 'a request that Render accepts', todo: 'Correct what the message names.' },
  'too-large': { expected: 'a smaller request', todo: 'Send less at once.' },
  'rate-limited': {
    expected: 'an answer within the rate limits',
    todo: 'Something else uses this key as well: stop it or try again later.',
  },
  'long-wait': {
    expected: 'a wait no longer than --max-wait allows',
    todo: 'Try again then, or allow it with --max-wait.',
  },
  unavailable: { expected: 'a working API', todo: 'See https://status.render.com and try again later.' },
  unreachable: { expected: 'a connection', todo: 'Check the network, the proxy settings and RENDER_HOST.' },
  timeout: { expected: 'an answer in time', todo: 'Try again later.' },
  'answer-lost': {
    expected: 'an answer',
    todo: 'It may or may not have been carried out: plan again to see.',
  },
  redirect: { expected: 'an answer, no redirect', todo: 'Correct RENDER_HOST: redirects are not followed.' },
  'bad-answer': {
    expected: 'an answer in the form that Render documents',
    todo: 'Check that RENDER_HOST is the Render API and that no proxy changes its answers.',
  },
} as const satisfies Record<ApiErrorCode, { expected: string; todo: string }>

export interface Situation {
  readonly code: ApiErrorCode
  /** `METHOD /path`, or the host. Never a query, never a body. */
  readonly where: string
  readonly found: string
  readonly status?: number | undefined
  /** Render-Request-Id: what Render's support asks for. */
  readonly requestId?: string | undefined
  /** The message in the answer's body. */
  readonly answer?: string | undefined
}

/** What went wrong, in one line, and what to do about it. */
const problemOf = ({ code, where, found, answer, status, requestId }: Situation): Problem => {
  const { expected, todo } = meanings[code]
  const said = answer ? `, "${answer}"` : ''
  const id = requestId ? ` (request ${requestId})` : ''
  return problem(code, `${where}: expected ${expected}, found ${found}${said}${id}`, todo, {
    request: { where, ...(status !== undefined && { status }), ...(requestId && { requestId }) },
  })
}

/**
 * A request that failed. It carries no `cause`: causes hold request headers, and with them the key.
 * Whoever makes one has taken everything hidden out of the situation.
 */
export class ApiError extends ProblemsError {
  override readonly name = 'ApiError'
  readonly code: ApiErrorCode
  readonly where: string
  readonly found: string
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly answer: string | undefined

  constructor(situation: Situation) {
    const found = problemOf(situation)
    super([found])
    this.message = `${found.message}. ${found.todo}`
    this.code = situation.code
    this.where = situation.where
    this.found = situation.found
    this.status = situation.status
    this.requestId = situation.requestId
    this.answer = situation.answer
  }
}

// 4xx answers that mean something of their own; every other one is `rejected`.
const codes: Readonly<Record<number, ApiErrorCode>> = {
  401: 'unauthorized',
  402: 'payment-required',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  413: 'too-large',
  429: 'rate-limited',
}

export const codeOfStatus = (status: number): ApiErrorCode => {
  if (status >= 500 || status === 408) return 'unavailable'
  return status < 400 ? 'redirect' : (codes[status] ?? 'rejected')
}
