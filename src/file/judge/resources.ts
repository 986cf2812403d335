/** The resources of a file, found by what others call them. */
import type { Address } from '../../address.ts'
import type { Entry } from '../form/index.ts'

export interface Resources {
  readonly entries: readonly Entry[]
  /** Those of the list `services` with this name. */
  readonly services: (name: unknown) => readonly Entry[]
  readonly at: (address: Address) => Entry | undefined
}

export const resourcesOf = (entries: readonly Entry[]): Resources => {
  const byAddress = new Map(entries.map((entry) => [entry.address, entry]))
  const services = new Map<unknown, Entry[]>()
  for (const entry of entries) {
    if (entry.mapping.type === undefined) continue
    const name = entry.names.at(-1)
    const same = services.get(name)
    if (same) same.push(entry)
    else services.set(name, [entry])
  }
  return {
    entries,
    services: (name) => services.get(name) ?? [],
    at: (address) => byAddress.get(address),
  }
}
