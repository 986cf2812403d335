import { createHmac } from 'node:crypto'
import { type Change, failedOf, itemsOf, liveOf } from '../change.ts'
import { Hidden } from '../hidden.ts'
import type { AnyFields } from '../rows/index.ts'

/**
 * A digest of everything live that a plan rests on: ids, and the values of all rows that the file declares. It is keyed,
 * so that nobody can guess a hidden value and check the guess.
 */
export const fingerprint = (changes: readonly Change[], key: string): string => {
  const digest = createHmac('sha256', key)
  for (const change of changes) digest.update(`${textOf(factsOf(change), key)}\n`)
  return digest.digest('hex')
}

const factsOf = (change: Change): readonly unknown[] => {
  const { address, kind } = change
  const live = liveOf(change)
  return [
    address,
    live?.record.id,
    live?.kind === kind &&
      Object.entries<AnyFields[string]>(kind.fields).map(([name, row]) => [name, row.read(live.record)]),
    itemsOf(change).map((item) => [item.address, item.action === 'create' ? undefined : item.live]),
    failedOf(change)?.id,
  ]
}

const textOf = (facts: readonly unknown[], key: string): string =>
  JSON.stringify(facts, function (this: Record<string, unknown>, name, value) {
    // By now `value` is what toJSON gave, which is the same for all hidden values.
    const raw = this[name]
    return raw instanceof Hidden ? raw.digest(key) : value
  })
