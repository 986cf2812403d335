import { within } from '../address.ts'
import { allOf, connectionOf, deploysAt, type Live, type LiveResource, type Unobserved } from '../live.ts'

/**
 * Takes out of what is known what somebody else could not see, as though this key could not see it either. `unseen`: what a saved
 * plan did not observe.
 */
export const blind = (known: Live, unseen: readonly Unobserved[]): void => {
  if (unseen.length === 0) return
  const isUnseen = new Set(unseen.map(({ address }) => address))
  for (const live of known.all()) {
    if (isUnseen.has(allOf(live.kind.prefix))) known.remove(live.address)
    else known.put(seenOf(live, isUnseen))
  }
  for (const each of unseen) known.miss({ ...each, unseenBy: 'plan' })
}

const seenOf = (live: LiveResource, isUnseen: ReadonlySet<string>): LiveResource => {
  const { address, kind, parts, connection, deploys, ...rest } = live
  const seen = [...parts].filter(
    ([aspect]) => !isUnseen.has(within(address, kind.aspects[aspect]?.part ?? aspect, '')),
  )
  return {
    ...rest,
    address,
    kind,
    parts: new Map(seen),
    ...(connection && !isUnseen.has(connectionOf(address)) && { connection }),
    ...(deploys && !isUnseen.has(deploysAt(address)) && { deploys }),
  }
}
