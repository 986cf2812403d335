/** The smallest things that a plan is about, each under a name of its own. */
import { type Address, within } from '../../address.ts'
import type { Change, FieldChange, ItemChange } from '../../change.ts'
import { Hidden } from '../../hidden.ts'

/**
 * By unit: its digest. A unit is a resource or an item by its address (`service/api`, `service/api/env/LOG_LEVEL`), or a row of
 * one behind a `#`, which no address has (`service/api#plan`).
 */
export type Digests = Readonly<Record<string, string>>

/** Units with what is to be digested. */
export type Units = readonly (readonly [unit: string, content: unknown])[]

export const rowUnit = (of: Address, row: string): string => `${of}#${row}`

/** The row that says where in a list an item stands; of the others' places it tells as much, and so is one unit for all of them. */
export const orderRow = ({ kind }: Pick<Change, 'kind'>, { aspect }: Pick<ItemChange, 'aspect'>) =>
  kind.aspects[aspect]?.order

export const orderUnit = ({ kind, address }: Pick<Change, 'kind' | 'address'>, aspect: string): string =>
  rowUnit(within(address, kind.aspects[aspect]?.part ?? aspect, ''), 'order')

/** Whether a digest of the value could be guessed at by who may not see it. */
export const isHidden = ({ secret, before, after }: FieldChange): boolean =>
  secret || before instanceof Hidden || after instanceof Hidden
