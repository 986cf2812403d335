/** Addresses that are taken. Pure. */
import { readable } from '../../address.ts'
import { type DeclaredChange, isDeclaredItem, itemsOf } from '../../change.ts'
import type { Live } from '../../live.ts'
import { type Problem, problem } from '../../problem.ts'
import type { LiveRecord } from '../../rows/index.ts'
import type { Subject } from './subject.ts'

/** A service that was renamed keeps the address of its former name: a new one of that name gets another. */
export const takenSlugs = ({ changes, known }: Subject): readonly Problem[] =>
  [...changes.values()].flatMap((change) => takenBy(change, known))

const takenBy = ({ action, kind, desired, address }: DeclaredChange, known: Live): readonly Problem[] => {
  const slug = action === 'create' ? kind.slugOf?.(desired.names.at(-1) ?? '') : undefined
  if (slug === undefined) return []
  const holder = known.records(kind.prefix).find((record) => (record as { slug?: string }).slug === slug)
  if (!holder) return []
  const { id } = holder as { id: string }
  const owner = readable(known.addressOf(id) ?? id)
  const message = `${readable(address)} does not get the address "${slug}": ${owner} has it, and Render makes another`
  const todo = 'Use another name, or refer to the service with "fromService".'
  return [problem('slug-taken', message, todo, { at: desired.at, address })]
}

const ownAddress = /^https?:\/\/([^./]+)\.onrender\.com(\/|$)/i

/** Routes to an address that a live service has, and has not got from its name: a rule finds those that have. */
export const addressesWrittenDown = ({ changes, known }: Subject): readonly Problem[] =>
  [...changes.values()].flatMap((change) =>
    itemsOf(change)
      .filter(isDeclaredItem)
      .flatMap(({ item, address }) => {
        const [, slug] = ownAddress.exec(String(item.values.destination ?? '')) ?? []
        const holder = slug === undefined ? undefined : holderOf(slug.toLowerCase(), known)
        if (!holder) return []
        const message = `"destination" has the address of ${holder} written down, which may get another one`
        const todo = 'Say it without: "x-render-sync.routes" takes "destinationFromService".'
        return [
          problem('route-own-address', message, todo, { at: item.positions.destination ?? item.at, address }),
        ]
      }),
  )

const holderOf = (slug: string, known: Live) => {
  const live = known.all().find(({ record }) => (record as LiveRecord & { slug?: string }).slug === slug)
  return live && live.kind.slugOf?.(live.name) !== slug ? readable(live.address) : undefined
}
