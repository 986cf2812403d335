import { type Address, address, within } from './address.ts'
import type { Concealed } from './hidden.ts'
import type { AnyKind, Deploy, LiveRecord, OwedDeploy, Surroundings } from './rows/index.ts'

/** A workspace: where everything of a plan takes place. */
export interface Workspace {
  readonly id: string
  readonly name: string
  /** Why its name is not known, and the id stands for it. */
  readonly unobserved?: Unobserved
}

/** A resource as it is. `parts` has the aspects that were read, each with its items by key, in their order. */
export interface LiveResource {
  readonly kind: AnyKind
  readonly address: Address
  readonly name: string
  readonly record: LiveRecord
  readonly parts: ReadonlyMap<string, ReadonlyMap<string, unknown>>
  readonly connection?: Concealed<Readonly<Record<string, string>>>
  /** The newest two, the younger one first. Absent: they were not read, or it has none to judge. */
  readonly deploys?: readonly Deploy[]
  /** The deploy that it still needs for what was written before. */
  readonly owed?: OwedDeploy
}

/** A live resource of a type that is newer than all kinds: it has its name, and nothing of it can be read. */
export interface Stranger {
  readonly address: Address
  readonly id: string
  /** As the API calls it. */
  readonly type: string
  /** The id of the environment that it stands in. */
  readonly inside?: string
}

/** A read that answered 403: a third state beside same and different (API facts §8.1). Nothing is concluded from it: not that something is there, not that it is missing. */
export interface Unobserved {
  /** `service/*`: all of them; `service/api/env`: all of these items; `database/main/connection`: its connection strings. */
  readonly address: Address
  /** Method and path of the read. */
  readonly where: string
  /** The area of rights that the key lacks. */
  readonly area: string
  /** It was not observed when the plan was saved: what this key may see of it is left alone. */
  readonly unseenBy?: 'plan'
}

/** A Blueprint of Render that syncs by itself. */
export interface Blueprint {
  readonly id: string
  readonly name: string
  /** The repository and the file in it that it makes the workspace like. */
  readonly repo: string
  readonly path?: string
}

/** Stands for all resources whose addresses begin with a prefix. */
export const allOf = (prefix: string): Address => `${prefix}/*`

/** Stands for the Blueprints that may manage what a file declares too: nothing is compared with them. */
export const blueprintsAt: Address = allOf('blueprint')

/** Stands for a resource's connection strings and passwords. */
export const connectionOf = (resource: Address): Address => within(resource, 'connection', '')

/** Stands for the deploys of a service; each has its id behind it. */
export const deploysAt = (resource: Address): Address => within(resource, 'deploy', '')

/**
 * What is known of a live workspace. A plan reads it; an apply puts in what it creates, so that references, links and
 * placements of later resources find it.
 */
export class Live implements Surroundings {
  readonly workspace: Workspace
  readonly #resources = new Map<Address, LiveResource>()
  readonly #addresses = new Map<string, Address>()
  readonly #namesakes = new Map<Address, readonly LiveResource[]>()
  /** By prefix; the list stays the same one as long as its records do, so that others can remember what they made of it. */
  readonly #records = new Map<string, readonly LiveRecord[]>()

  readonly #unobserved = new Map<Address, Unobserved>()
  readonly #strangers = new Map<Address, Stranger>()
  readonly #claims = new Map<string, Blueprint>()

  #version = 0

  constructor(workspace: Workspace) {
    this.workspace = workspace
    if (workspace.unobserved) this.miss(workspace.unobserved)
  }

  /** Another one whenever anything was put in or taken out. */
  get version(): number {
    return this.#version
  }

  /** The same knowledge in an object of its own. */
  copy(): Live {
    const known = new Live(this.workspace)
    for (const resource of this.#resources.values()) known.put(resource)
    for (const each of this.#unobserved.values()) known.miss(each)
    for (const each of this.#strangers.values()) known.meet(each)
    for (const [id, blueprint] of this.#claims) known.claim(id, blueprint)
    return known
  }

  /** Puts a resource in, or in the place of an older state of it. */
  put(resource: LiveResource): void {
    this.#version++
    const { address, record } = resource
    const before = this.#resources.get(address)
    if (before && before.record.id !== record.id) {
      this.#namesakes.set(address, [...(this.#namesakes.get(address) ?? [before]), resource])
    }
    this.#resources.set(address, resource)
    this.#addresses.set(record.id, address)
    if (before?.record !== record) this.#records.delete(resource.kind.prefix)
  }

  /** Takes down that something may not be seen: that it is not here says nothing. */
  miss(what: Unobserved): void {
    this.#unobserved.set(what.address, what)
  }

  /** Takes down that a Blueprint manages the resource with this id too. */
  claim(id: string, by: Blueprint): void {
    this.#claims.set(id, by)
  }

  /** The Blueprint that manages the resource with this id too, as far as is known. */
  claimedBy(id: string): Blueprint | undefined {
    return this.#claims.get(id)
  }

  /** Takes down a resource that no kind stands for. */
  meet(stranger: Stranger): void {
    this.#strangers.set(stranger.address, stranger)
  }

  strangers(): readonly Stranger[] {
    return [...this.#strangers.values()]
  }

  stranger(at: Address): Stranger | undefined {
    return this.#strangers.get(at)
  }

  /** All that may not be seen, by address. */
  unobserved(): readonly Unobserved[] {
    return [...this.#unobserved.values()].sort((one, other) => (one.address < other.address ? -1 : 1))
  }

  /** Why it is not known whether there is a resource at an address, or with this prefix. */
  unlisted(of: Address): Unobserved | undefined {
    return this.#unobserved.get(allOf(of.split('/')[0] ?? of))
  }

  /** Why the items of an aspect are not known. */
  unseenPart(
    { kind, address }: Pick<LiveResource, 'kind' | 'address'>,
    aspect: string,
  ): Unobserved | undefined {
    return this.#unobserved.get(within(address, kind.aspects[aspect]?.part ?? aspect, ''))
  }

  /** Why the connection strings of a resource are not known. */
  unseenConnection(of: Address): Unobserved | undefined {
    return this.#unobserved.get(connectionOf(of))
  }

  /** Forgets a resource that is gone. */
  remove(address: Address): void {
    const resource = this.#resources.get(address)
    if (!resource) return
    this.#version++
    this.#resources.delete(address)
    this.#addresses.delete(resource.record.id)
    this.#records.delete(resource.kind.prefix)
  }

  /** Makes a live resource of an answer of the API. A resource that is held by another needs that one put in before. */
  admit(kind: AnyKind, answer: LiveRecord): LiveResource {
    const { prefix, parent, nameOf, keep } = kind
    const record: LiveRecord = keep ? keep(answer) : answer
    const holder = parent && this.addressOf(parent.id(record))
    const name = nameOf(record)
    const names = holder ? [...holder.split('/').slice(1).map(decodeURIComponent), name] : [name]
    const here = address(prefix, ...names)
    const before = this.get(here)
    const same = before?.record.id === record.id ? before : { parts: new Map() }
    const resource = { ...same, kind, address: here, name, record }
    this.put(resource)
    return resource
  }

  /** Lets a live resource be known under the address that a file gives it now. */
  rename(before: Address, now: Address): void {
    const resource = this.#resources.get(before)
    if (!resource || this.#resources.has(now)) return
    this.#resources.delete(before)
    this.put({ ...resource, address: now })
    const namesakes = this.#namesakes.get(before)
    if (!namesakes) return
    this.#namesakes.delete(before)
    this.#namesakes.set(
      now,
      namesakes.map((each) => ({ ...each, address: now })),
    )
    for (const { record } of namesakes) this.#addresses.set(record.id, now)
  }

  get(address: Address): LiveResource | undefined {
    return this.#resources.get(address)
  }

  /** What a declared resource is compared with: one of another kind under the same name is none. */
  ofKind({ kind, address }: Pick<LiveResource, 'kind' | 'address'>): LiveResource | undefined {
    const found = this.#resources.get(address)
    return found?.kind === kind ? found : undefined
  }

  all(): readonly LiveResource[] {
    return [...this.#resources.values()]
  }

  /** The resources that share this address, when there are several, in the order in which they were put in. */
  namesakes(address: Address): readonly LiveResource[] {
    return this.#namesakes.get(address) ?? []
  }

  addressOf(id: string): Address | undefined {
    return this.#addresses.get(id)
  }

  records(prefix: string): readonly LiveRecord[] {
    const before = this.#records.get(prefix)
    if (before) return before
    const records: LiveRecord[] = []
    for (const { kind, record } of this.#resources.values()) if (kind.prefix === prefix) records.push(record)
    this.#records.set(prefix, records)
    return records
  }

  /** The id behind an address. Throws when there is none, which is a defect of the caller: plans check first. */
  id(address: Address): string {
    const resource = this.#resources.get(address)
    if (!resource) throw new Error(`${address} does not exist`)
    return resource.record.id
  }
}
