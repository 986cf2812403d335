import type { Address } from './address.ts'
import type { DesiredItem, DesiredResource } from './desired.ts'
import type { LiveResource } from './live.ts'
import type { AnyKind, OnChange } from './rows/index.ts'

/** What happens to a resource or to one of its items. The word, its sign and whether it counts stand here only. */
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

/** One item of an aspect: a variable, a domain, the disk. */
export interface ItemChange {
  readonly aspect: string
  readonly key: string
  readonly address: Address
  readonly action: 'create' | 'update' | 'none'
  readonly fields: readonly FieldChange[]
  readonly item: DesiredItem
  /** The live item, as the aspect reads it. */
  readonly live?: unknown
}

export interface IgnoredChange {
  readonly address: Address
  readonly field: string
  /** The file's reason, if it gives one. */
  readonly reason?: string
}

/** What a plan has to say about one declared resource. */
export interface Change {
  readonly address: Address
  readonly kind: AnyKind
  readonly action: Action
  readonly fields: readonly FieldChange[]
  /** All declared items, also those that do not change: some endpoints take whole lists. */
  readonly items: readonly ItemChange[]
  readonly desired: DesiredResource
  /** Absent on create. */
  readonly live?: LiveResource
  /** What differs and is left alone, because the file says that something else owns it. */
  readonly ignored: readonly IgnoredChange[]
  /** Why a deploy follows: fields and addresses; empty: none does. */
  readonly deploys: readonly string[]
  /** What must be there, and up to date, before it: addresses of declared or live resources. */
  readonly needs: readonly Address[]
}

export const changedItems = ({ items }: Change): readonly ItemChange[] =>
  items.filter(({ action }) => action !== 'none')
