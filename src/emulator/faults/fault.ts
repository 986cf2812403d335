import type { DeployEffect } from '../records/index.ts'
import type { DatabaseEffect } from '../state/index.ts'

/** What can go wrong on demand, as a list says it. docs/emulator.md has the notation. */

/** Which of the matching ones: `nth` alone, or each `every`-th, the first `times` of those; without any, all. */
export interface Occurrence {
  nth?: number | readonly number[] | undefined
  every?: number | undefined
  times?: number | undefined
}

export type RequestEffect = (
  | {
      does: 'answer'
      status: number
      message?: string | undefined
      /** The whole body as it is sent, in place of a message: `''`, `{}`, a page of HTML. */
      text?: string | undefined
      retryAfter?: number | undefined
    }
  | { does: 'reset' }
  | { does: 'timeout' }
  | { does: 'delay'; ms: number }
  | { does: 'truncate' }
) & {
  /** The request is carried out first, and its answer is what gets lost. */
  after?: 'work' | undefined
  /** The request is carried out so many milliseconds later, whatever became of its answer. */
  worksAfter?: number | undefined
}

/** `request` is a method, which may be missing, and a path below /v1: `POST /services`, `/services/*\/env-vars`. */
export type RequestFault = Occurrence & { request: string } & RequestEffect

/** Effects by the names that a random fault gives them. */
export const randomKinds = {
  reset: { does: 'reset' },
  lost: { does: 'reset', after: 'work' },
  timeout: { does: 'timeout' },
  'lost-timeout': { does: 'timeout', after: 'work' },
  delay: { does: 'delay', ms: 2000 },
  truncate: { does: 'truncate' },
  'rate-limit': { does: 'answer', status: 429, message: 'rate limit exceeded', retryAfter: 1 },
  error: { does: 'answer', status: 500 },
  'bad-gateway': { does: 'answer', status: 502 },
  'lost-bad-gateway': { does: 'answer', status: 502, after: 'work' },
  unavailable: { does: 'answer', status: 503 },
  'lost-unavailable': { does: 'answer', status: 503, retryAfter: 2, after: 'work' },
  'late-bad-gateway': { does: 'answer', status: 502, worksAfter: 4000 },
} as const satisfies Record<string, RequestEffect>

export type RandomKind = keyof typeof randomKinds

/** Hits requests by chance; the same seed and the same requests give the same faults. */
export interface RandomFault {
  random: { seed: number; rate: number; kinds: readonly RandomKind[] }
  /** Default: every request. */
  request?: string | undefined
}

/** `deploy` is a service's name, in which `*` is any text; `commit`: how the id of the commit begins, if only that is meant. */
export type DeployFault = Occurrence & { deploy: string; commit?: string | undefined; does: DeployEffect }

/** `database` is the name of a database or a key value; each time it starts counts. */
export type DatabaseFault = Occurrence & { database: string } & DatabaseEffect

export type Fault = RequestFault | RandomFault | DeployFault | DatabaseFault
