import type { Random } from './random.ts'

/** The first three letters of every id (API facts §0). Cron jobs alone among the services have their own. */
export type IdPrefix =
  | 'srv'
  | 'crn'
  | 'dep'
  | 'dsk'
  | 'evg'
  | 'evm'
  | 'prj'
  | 'dpg'
  | 'red'
  | 'cdm'
  | 'hdr'
  | 'rdr'
  | 'whk'
  | 'wev'
  | 'tea'
  | 'egs'
  | 'rgc'
  | 'job'
  | 'run'
  | 'evt'
  | 'usr'
  | 'var'
  | 'exs'
  | 'exe'
  | 'aud'
  | 'mrn'
  | 'wfl'
  | 'wfv'
  | 'tsk'
  | 'trn'

const alphabet = '0123456789abcdefghijklmnopqrstuv'

/** Twelve bytes (4 time, 5 machine and process, 3 counter) as 20 characters: an xid, so ids sort by age. */
const encode = (bytes: readonly number[]): string => {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  let text = ''
  for (let at = 0; at < bits.length; at += 5)
    text += alphabet.charAt(Number.parseInt(bits.slice(at, at + 5).padEnd(5, '0'), 2))
  return text
}

/** What of an id generator must survive a restart. */
export interface IdState {
  machine: number[]
  counter: number
}

export const newIdState = (random: Random): IdState => ({
  machine: Array.from({ length: 5 }, () => random.below(256)),
  counter: random.below(1 << 16),
})

/** A new id; `ms` is the time it is made at. */
export const newId = (state: IdState, prefix: IdPrefix, ms: number): string => {
  const seconds = Math.floor(ms / 1000)
  state.counter = (state.counter + 1) & 0xffffff
  const time = [24, 16, 8, 0].map((shift) => (seconds >>> shift) & 0xff)
  const count = [16, 8, 0].map((shift) => (state.counter >>> shift) & 0xff)
  return `${prefix}-${encode([...time, ...state.machine, ...count])}`
}

/** Postgres alone has a letter behind its id: -a the primary, -b and on its replicas (API facts §0). */
export const withLetter = (id: string, letter: string) => `${id}-${letter}`

/** The part that tells age: without prefix, which differs between a cron job and other services. */
const age = (id: string) => id.slice(4)

/** Orders ids newest first; of a database and its replicas, the replica is the newer. */
export const newestFirst = (a: { id: string }, b: { id: string }): number =>
  age(a.id) < age(b.id) ? 1 : age(a.id) > age(b.id) ? -1 : 0
