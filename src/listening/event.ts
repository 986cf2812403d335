/** An event as Render posts it. Its form is assumed (docs/webhooks.md): what is not there is not needed. */
export interface WebhookEvent {
  /** The id of the message: the same when it is sent again. */
  readonly id: string
  readonly type: string
  readonly timestamp?: string
  /** Ids, the name of the service and, of what has ended, the status. */
  readonly data: Readonly<Record<string, unknown>>
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Undefined: it says not what has happened. `id`: of the message that it came in. */
export const eventOf = (id: string, document: unknown): WebhookEvent | undefined => {
  if (!isRecord(document) || typeof document.type !== 'string') return undefined
  const { type, timestamp, data } = document
  return {
    id,
    type,
    ...(typeof timestamp === 'string' && { timestamp }),
    data: isRecord(data) ? data : {},
  }
}
