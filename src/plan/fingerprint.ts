import { createHmac } from 'node:crypto'
import type { Change } from '../change.ts'
import { Hidden } from '../hidden.ts'
import type { AnyFields } from '../rows/index.ts'

/**
 * A digest of everything live that a plan rests on: ids, and the values of all rows that the file declares. It is keyed,
 * so that nobody can guess a hidden value and check the guess.
 */
export const fingerprint = (changes: readonly Change[], key: string): string => {
  const facts = changes.map(({ address, kind, live, items }) => [
    address,
    live?.record.id,
    live?.kind === kind &&
      Object.entries(kind.fields as AnyFields).map(([name, row]) => [name, row.read(live.record)]),
    items.map((item) => [item.address, item.live]),
  ])
  const text = JSON.stringify(facts, function (this: Record<string, unknown>, name, value) {
    // By now `value` is what toJSON gave, which is the same for all hidden values.
    const raw = this[name]
    return raw instanceof Hidden ? raw.digest(key) : value
  })
  return createHmac('sha256', key).update(text).digest('hex')
}
