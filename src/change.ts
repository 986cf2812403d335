import type { Address } from './address.ts'
import type { DesiredItem, DesiredResource } from './desired.ts'
import type { LiveResource } from './live.ts'
import type { AnyKind, FailedDeploy, MadeOf, OnChange, OwedDeploy } from './rows/index.ts'

/** What happens to a resource or to one of its items. The word and its sign stand here only. */
export type Action = 'create' | 'update' | 'replace' | 'delete' | 'none'

export const signs: Readonly<Record<Action, string>> = {
  create: '+',
  update: '~',
  replace: '-/+',
  delete: '-',
  none: ' ',
}

/** One field that differs. `desired` is what the rows write; `before` and `after` are spelled as in the file, for people. */
export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  readonly desired: unknown
  readonly onChange: OnChange
  /** Whether `before` must not be shown. */
  readonly secret: boolean
  /** Whether the file is silent and `after` is the default for a new resource. */
  readonly byDefault: boolean
}

interface OfItem {
  readonly aspect: string
  readonly key: string
  readonly address: Address
}

/** An item that the file declares and the workspace lacks. */
export interface ItemCreate extends OfItem {
  readonly action: 'create'
  readonly fields: readonly FieldChange[]
  readonly item: DesiredItem
  /** The item of the replaced resource that goes: what nobody gives a value takes it from there. */
  readonly before?: unknown
}

/** An item that both have. `live` is as the aspect reads it. */
interface ItemUpdate extends OfItem {
  readonly action: 'update' | 'none'
  readonly fields: readonly FieldChange[]
  readonly item: DesiredItem
  readonly live: unknown
}

/** A live item that goes. */
export interface ItemDelete extends OfItem {
  readonly action: 'delete'
  readonly live: unknown
  /** Whether something is lost that no file can bring back. */
  readonly destroysData: boolean
}

/** One item of an aspect: a variable, a domain, the disk. */
export type ItemChange = DeclaredItemChange | ItemDelete

/** An item that the file declares. */
export type DeclaredItemChange = ItemCreate | ItemUpdate

/** What differs and is left alone, because the file says that something else owns it. */
export interface IgnoredChange {
  readonly address: Address
  readonly field: string
  /** The file's reason, if it gives one. */
  readonly reason?: string
}

interface OfResource {
  readonly address: Address
  readonly kind: AnyKind
  /** What must be there, and up to date, before it: addresses of declared or live resources. */
  readonly needs: readonly Address[]
}

interface Declared extends OfResource {
  readonly desired: DesiredResource
  readonly fields: readonly FieldChange[]
  /** All declared items, also those that do not change: some endpoints take whole lists. */
  readonly items: readonly ItemChange[]
}

export interface Create extends Declared {
  readonly action: 'create'
}

export interface Update extends Declared {
  readonly action: 'update' | 'none'
  readonly live: LiveResource
  readonly ignored: readonly IgnoredChange[]
  /** Why a deploy follows: fields and addresses; empty: none does. */
  readonly deploys: readonly string[]
  /** Of what that deploy is made. */
  readonly madeOf?: MadeOf
  /** Why one would follow if it were not suspended: it comes when the service is resumed. */
  readonly postponed?: readonly string[]
  /** Its newest deploy, where that is not what runs. A `none` with one is left as it is: it would only fail once more. */
  readonly failed?: FailedDeploy
  /** The deploy that it needs for what was written before. */
  readonly owed?: OwedDeploy
}

/** The live resource would have to be deleted and created anew: it is of another kind, or has fields that nothing changes. */
export interface Replace extends Declared {
  readonly action: 'replace'
  readonly live: LiveResource
  readonly because: { readonly kind: AnyKind } | { readonly fields: readonly FieldChange[] }
}

export interface Delete extends OfResource {
  readonly action: 'delete'
  readonly live: LiveResource
  /** Whether something is lost that no file can bring back. */
  readonly destroysData: boolean
}

/** What the file declares. */
export type DeclaredChange = Create | Update | Replace

/** What a plan has to say about one resource. */
export type Change = DeclaredChange | Delete

/** What an apply has to do: all but what is as it should be. */
export const acts = ({ action }: Change): boolean => action !== 'none'

export const isDeclared = (change: Change): change is DeclaredChange => change.action !== 'delete'

/** The live resource that a change begins with. */
export const liveOf = (change: Change): LiveResource | undefined =>
  change.action === 'create' ? undefined : change.live

/** Its items, declared or to be deleted; a resource that goes takes all of its items along. */
export const itemsOf = (change: Change): readonly ItemChange[] => (isDeclared(change) ? change.items : [])

export const changedItems = (change: Change): readonly ItemChange[] =>
  itemsOf(change).filter(({ action }) => action !== 'none')

export const isDeclaredItem = (item: ItemChange): item is DeclaredItemChange => item.action !== 'delete'

/** Whether something is lost that no file can bring back: with all of it, with an item, or with what a field takes away. */
export const destroysData = (change: Change): boolean => {
  switch (change.action) {
    case 'delete':
      return change.destroysData
    case 'replace':
      return change.live.kind.holdsData(change.live.record)
    case 'update':
      return (
        change.items.some((item) => item.action === 'delete' && item.destroysData) ||
        change.fields.some(({ onChange }) => typeof onChange === 'object' && 'destroys' in onChange)
      )
    case 'create':
    case 'none':
      return false
    default:
      return never(change)
  }
}

/** The fields that differ; of what goes, none does. */
export const fieldsOf = (change: Change): readonly FieldChange[] => (isDeclared(change) ? change.fields : [])

/** What differs and is left alone. */
export const ignoredOf = (change: Change): readonly IgnoredChange[] =>
  change.action === 'update' || change.action === 'none' ? change.ignored : []

/** Its names from the outermost in. */
export const namesOf = (change: Change): readonly string[] =>
  isDeclared(change) ? change.desired.names : change.address.split('/').slice(1).map(decodeURIComponent)

/** Why a deploy follows an update; nothing else has reasons of its own. */
export const deploysOf = (change: Change): readonly string[] =>
  change.action === 'update' || change.action === 'none' ? change.deploys : []

/** Why a deploy would follow, if the service were not suspended. */
export const postponedOf = (change: Change): readonly string[] =>
  change.action === 'update' || change.action === 'none' ? (change.postponed ?? []) : []

/** Of what the deploy is made that follows an update. */
export const madeOf = (change: Change): MadeOf | undefined =>
  change.action === 'update' ? change.madeOf : undefined

/** Its newest deploy, where that failed. */
export const failedOf = (change: Change): FailedDeploy | undefined =>
  change.action === 'update' || change.action === 'none' ? change.failed : undefined

/** The deploy that it needs for what was written before. */
export const owedOf = (change: Change): OwedDeploy | undefined =>
  change.action === 'update' || change.action === 'none' ? change.owed : undefined

/** The deploy that failed and is not repeated: a difference that an apply does nothing about. */
export const heldOf = (change: Change): FailedDeploy | undefined =>
  change.action === 'none' ? change.failed : undefined

/** Ends a switch over a closed union: the compiler refuses it where a member was forgotten. */
export const never = (value: never): never => {
  throw new Error(`nothing is done about ${JSON.stringify(value)}`)
}
