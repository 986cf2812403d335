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
