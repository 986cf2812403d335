/** What a client of a broken connection sees: in process as undici puts it, over a socket by what serve.ts does. */

const failed = (code: string, message: string) => Object.assign(new Error(message), { code })

/** What stands in the place of an answer, whatever it says. */
export class FaultResponse extends Response {}

/** Rejects an in-process fetch. */
export class ConnectionReset extends TypeError {
  constructor() {
    super('fetch failed', { cause: failed('ECONNRESET', 'read ECONNRESET') })
  }
}

/** A body that ends halfway, for the reader of a response in process. */
const endingEarly = (sent: Uint8Array) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(sent),
    pull: (controller) =>
      controller.error(new TypeError('terminated', { cause: failed('UND_ERR_SOCKET', 'other side closed') })),
  })

/** An answer whose body stops in the middle of the length that its headers promise. */
export class CutResponse extends Response {
  /** As much as arrives. */
  readonly arriving: Uint8Array

  constructor(whole: Response, body: Uint8Array) {
    const arriving = body.subarray(0, Math.floor(body.byteLength / 2))
    const headers = new Headers(whole.headers)
    headers.set('content-length', String(body.byteLength))
    super(endingEarly(arriving), { status: whole.status, headers })
    this.arriving = arriving
  }
}
