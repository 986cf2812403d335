/** What became of a request that has no answer. */
import { longest } from './bounded.ts'
import type { Exchange } from './wire.ts'

// Failures from before the request left this machine. ABORTED is a proxy that refuses: our own aborts do not get here.
const unsent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|REFUSED_STREAM|UND_ERR_(CONNECT_TIMEOUT|ABORTED|PRX_TLS|INVALID_ARG))$/

// Nobody is there who can be trusted, or who speaks TLS at all: it will be the same the next time.
const unsecured = /^(CERT_.*|ERR_TLS_.*|ERR_SSL_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/

/** As it is told. */
export const tooLong = `more than ${longest / 1024 / 1024} MB`

export const failure = (error: unknown): Exchange => {
  const causes = causesOf(error)
  const coded = causes.find((cause) => typeof cause.code === 'string')
  const code = String(coded?.code ?? '')
  // The codes of the system are known to all, those of undici and of HTTP/2 to nobody.
  const found = /^(UND_|ERR_HTTP2_|REFUSED_STREAM)/.test(code)
    ? coded?.message
    : code || causes.at(-1)?.message
  // Fetch refuses some ports whatever listens there; undici gives that no code.
  if (found === 'bad port')
    return { kind: 'unreached', found: 'a port that no web client asks (bad port)', hopeless: true }
  if (unsecured.test(code)) {
    const plain = code === 'ERR_SSL_WRONG_VERSION_NUMBER' ? 'an answer without TLS, ' : ''
    return { kind: 'unreached', found: `${plain}${found}`, hopeless: true }
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return { kind: 'lost', why: 'bad-answer', found: tooLong }
  if (unsent.test(code)) return { kind: 'unreached', found: found ?? code }
  return { kind: 'lost', why: 'unreachable', found: found || 'a broken connection' }
}

const causesOf = (error: unknown, depth = 0): (Error & { readonly code?: unknown })[] =>
  error instanceof Error && depth < 10 ? [error, ...causesOf(error.cause, depth + 1)] : []
