/** A moment as RFC 3339 with all nine digits of the second, as records keep it. */
export type Instant = string

/** Reads the clock at the API's precision, which is finer than a clock of milliseconds. */
export interface Moments {
  /** Milliseconds since the Unix epoch. */
  ms(): number
  /** Later than every moment told before. */
  now(): Instant
  /** The moment `ms` milliseconds after the epoch. */
  at(ms: number): Instant
}

const write = (ms: number, nanos: number): Instant =>
  `${new Date(ms).toISOString().slice(0, 23)}${String(nanos).padStart(6, '0')}Z`

const perMilli = 1_000_000
const exactPerMilli = BigInt(perMilli)

/** `below` draws the digits beyond the millisecond, which no clock here has. */
export const momentsOf = (ms: () => number, below: (limit: number) => number): Moments => {
  let last = { ms: 0, nanos: 0 }
  const draw = (at: number) => {
    if (at > last.ms) return { ms: at, nanos: below(500_000) }
    const nanos = last.nanos + 1000 + below(4000)
    return { ms: last.ms + Math.floor(nanos / perMilli), nanos: nanos % perMilli }
  }
  const tell = (at: number) => {
    last = draw(at)
    return write(last.ms, last.nanos)
  }
  return {
    ms,
    now: () => tell(Math.floor(ms())),
    at: (at) => (at < last.ms ? write(Math.floor(at), below(1_000_000)) : tell(Math.floor(at))),
  }
}

const trimmed = (second: string, digits: string) => {
  const kept = digits.replace(/0+$/, '')
  return kept === '' ? `${second}Z` : `${second}.${kept}Z`
}

/** Nanoseconds, as the answer to the creating POST has them (API facts §0, timestamps). */
export const nanoseconds = (instant: Instant): string => trimmed(instant.slice(0, 19), instant.slice(20, 29))

/** Rounded to microseconds, as every later read has them; trailing zeros are cut (API facts §0). */
export const microseconds = (instant: Instant): string => {
  const micros = Math.round(Number(instant.slice(23, 29)) / 1000)
  const text = micros < 1000 ? instant : write(millis(instant) + 1, 0)
  const rest = micros < 1000 ? String(micros).padStart(3, '0') : '000'
  return trimmed(text.slice(0, 19), text.slice(20, 23) + rest)
}

/** Milliseconds since the Unix epoch, the rest cut off. */
export const millis = (instant: Instant): number => Date.parse(`${instant.slice(0, 23)}Z`)

/** Nanoseconds since the Unix epoch of any RFC 3339 time. */
export const nanosOf = (time: string): bigint => {
  const [, second = '', fraction = '', zone = ''] = /^(.{19})(?:\.(\d+))?(.+)$/.exec(time) ?? []
  return BigInt(Date.parse(second + zone)) * exactPerMilli + BigInt(fraction.padEnd(9, '0').slice(0, 9))
}

export const instantAt = (nanos: bigint): Instant =>
  write(Number(nanos / exactPerMilli), Number(nanos % exactPerMilli))

let told = { second: Number.NaN, text: '' }

/** A moment as the Date header has it, which is written once a second. */
export const dateOf = (ms: number): string => {
  const second = Math.floor(ms / 1000)
  if (second !== told.second) told = { second, text: new Date(ms).toUTCString() }
  return told.text
}
