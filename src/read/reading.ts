/** One reading of a workspace: much of it at once, and nothing twice. */
import pLimit from 'p-limit'
import type { Desired } from '../desired.ts'
import type { Client } from '../http/index.ts'
import type { Live, LiveResource } from '../live.ts'
import { variableParts } from '../references/index.ts'
import type { AnyKind } from '../rows/index.ts'
import { readConnection, readDeploys, readParts, type Waits } from './facts.ts'
import type { Facts } from './learn.ts'
import { type Lists, remembering, startLists } from './lists.ts'
import { observe } from './observe.ts'

export interface Reading {
  readonly known: Live
  readonly lists: Lists
  /** Reads aspects of a live resource, unless that was begun before. */
  readonly parts: (live: LiveResource, names: readonly string[]) => Promise<void>
  readonly facts: Facts
  /** Reads the newest deploys of a live resource. */
  readonly deploys: (live: LiveResource) => Promise<void>
}

/** Resources that are read at once: more than the client sends at once, and not all of a large workspace. */
const atOnce = 64

/** Starts with the lists of these kinds. */
export const startReading = (
  client: Client,
  known: Live,
  kinds: readonly AnyKind[],
  desired: Desired,
  waits: Waits,
): Reading => {
  const once = remembering(client)
  const lists = startLists(once, known, kinds, desired, waits)
  const reader = { client: once, known, waits, observe, listed: lists.of }
  const slots = pLimit(atOnce)
  const begun = new Map<string, Promise<void>>()
  const begin = (keys: readonly string[], read: () => Promise<void>): void => {
    const reading = slots(read)
    for (const key of keys) begun.set(key, reading)
  }
  const parts: Reading['parts'] = async (live, names) => {
    const keyOf = (name: string) => `${live.address} ${name}`
    const fresh = names.filter((name) => !begun.has(keyOf(name)))
    // One detail has several aspects; without one, each comes by itself.
    for (const together of live.kind.detailed ? [fresh] : fresh.map((name) => [name])) {
      begin(together.map(keyOf), () => readParts(reader, live, together))
    }
    await Promise.all(names.map((name) => begun.get(keyOf(name))))
  }
  const connection: Facts['connection'] = async (live) => {
    if (!begun.has(live.address)) begin([live.address], () => readConnection(reader, live))
    await begun.get(live.address)
  }
  return {
    known,
    lists,
    parts,
    facts: { connection, variables: (live) => parts(live, variableParts(live.kind)) },
    deploys: (live) => slots(() => readDeploys(reader, live)),
  }
}
