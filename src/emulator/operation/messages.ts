/** Texts without an end of their own: they stop when the signal aborts. */
export type Messages = (signal: AbortSignal) => AsyncIterable<string>

/** The answer that turns a connection into one of messages; in process nobody can follow it. */
export class SocketResponse extends Response {
  readonly messages: Messages

  constructor(messages: Messages, headers: Record<string, string>) {
    super(null, { headers })
    this.messages = messages
  }
}

/** The messages as a body: each when it is asked for, until whoever reads it goes. */
export const bodyOf = (messages: Messages): ReadableStream<Uint8Array> => {
  const over = new AbortController()
  const texts = messages(over.signal)[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      pull: async (controller) => {
        const { done, value } = await texts.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      cancel: () => over.abort(),
    },
    // Nothing in advance: waiting for a message makes a virtual clock jump to it.
    { highWaterMark: 0 },
  )
}
