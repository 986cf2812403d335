import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { ProblemsError, problem } from '../problem.ts'
import { eventOf, type WebhookEvent } from './event.ts'

/** What was posted: the names of headers in lower case, the body byte for byte as it came. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

export type Verified =
  | { readonly event: WebhookEvent }
  /** `forged`: nobody who knows a secret has sent this now. `unclear`: somebody has, and it is no event. */
  | { readonly refused: 'forged' | 'unclear'; readonly why: string }

export type Verifier = (delivery: Delivery) => Verified

const signed = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const

const keyOf = (secret: string): Webhook => {
  try {
    return new Webhook(secret)
  } catch {
    const message = 'the secret of a webhook: expected Base64, as in whsec_…'
    throw new ProblemsError([problem('bad-usage', message, 'Copy it from the webhook in the Dashboard.')])
  }
}

/** Whether a signature is right and not old by the machine's clock; why not, if not. Nothing of what was sent is in that. */
const judged = (key: Webhook, body: string, headers: Record<string, string>): string | undefined => {
  try {
    key.verify(body, headers, { jsonParse: false })
    return undefined
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.message
    throw error
  }
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * Checks what is posted as Standard Webhooks are signed: by any of the secrets, for each webhook has one of its own, and no longer
 * than five minutes ago. Throws `ProblemsError`: a secret is none.
 */
export const verifierOf = (secrets: readonly string[]): Verifier => {
  const keys = secrets.map(keyOf)
  return ({ headers, body }) => {
    const own = Object.fromEntries(signed.map((name) => [name, String(headers[name] ?? '')]))
    const reasons = keys.map((key) => judged(key, body, own))
    if (!reasons.includes(undefined)) return { refused: 'forged', why: reasons[0] ?? 'There is no secret' }
    const event = eventOf(own['webhook-id'] ?? '', parsed(body))
    return event ? { event } : { refused: 'unclear', why: 'No event of a known form' }
  }
}
