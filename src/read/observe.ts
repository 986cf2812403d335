/** A 403 is no failure of a read: it says that the key may not see this. */
import type { Address } from '../address.ts'
import { ApiError } from '../http/index.ts'
import type { Unobserved } from '../live.ts'
import { areaOf } from '../references/index.ts'

type Observed<Seen> = { readonly seen: Seen } | { readonly missed: Unobserved }

export type Observe = <Seen>(address: Address, read: () => Promise<Seen>) => Promise<Observed<Seen>>

/** For an apply: what it reads it is about to write somewhere. */
export const mustSee: Observe = async (_address, read) => ({ seen: await read() })

/** What a read gave, or why it may not be seen. Every other failure is thrown on. */
export const observe: Observe = async (address, read) => {
  try {
    return { seen: await read() }
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'forbidden') throw error
    const { where } = error
    return { missed: { address, where, area: areaOf(where.slice(where.indexOf('/'))) } }
  }
}
