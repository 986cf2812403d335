import type { WebhookEvent } from './event.ts'
import type { Memory } from './memory.ts'
import type { Verified } from './verify.ts'

/** What is answered to who has posted, and the event if there is something to do. */
export type Decision =
  | { readonly status: 200; readonly take: WebhookEvent }
  /** A repeated one is answered well, so that it is not sent yet again. */
  | { readonly status: 200 | 400 | 401; readonly why: string }

export const decide = (verified: Verified, { knows }: Pick<Memory, 'knows'>): Decision => {
  if ('refused' in verified) return { status: verified.refused === 'forged' ? 401 : 400, why: verified.why }
  const { event } = verified
  return knows(event.id) ? { status: 200, why: 'Received before' } : { status: 200, take: event }
}
