/** The list in which resources of a kind are watched. */
import type { Clock } from '../../clock.ts'
import type { Client, SendOptions } from '../../http/index.ts'
import type { Live } from '../../live.ts'
import type { AnyKind } from '../../rows/index.ts'
import { listOfStates, listOfTouched, type Watchlist } from './lists.ts'

interface Means {
  readonly client: Client
  readonly clock: Clock
  readonly known: Live
  readonly waits: SendOptions
}

/** Undefined: its kind has no list that tells. Kinds that stand in one list have the same. */
export type Watchlists = (kind: AnyKind) => Watchlist | undefined

export const watchlistsOf = ({ client, clock, known, waits }: Means): Watchlists => {
  const lists = new Map<string, Watchlist>()
  const means = { client, now: () => clock.now(), waits }
  const owner = known.workspace.id
  const make = (kind: AnyKind): Watchlist | undefined => {
    const touched = kind.deploys?.touched
    if (touched) return listOfTouched((after) => touched(owner, after), means)
    return kind.ready && listOfStates(kind, owner, known.records(kind.prefix).length, means)
  }
  return (kind) => {
    const list = lists.get(kind.prefix) ?? make(kind)
    if (list) lists.set(kind.prefix, list)
    return list
  }
}
