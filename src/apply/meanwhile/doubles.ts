/** Whether somebody else has made an item of the same key at the same moment, and which of the two stays. */
import { type DeclaredItemChange, type ItemChange, isDeclaredItem, type Update } from '../../change.ts'
import type { AnyAspect, LiveRecord } from '../../rows/index.ts'
import { contextOf, type Run, writes } from '../run.ts'
import { isAsWanted, wantedRows } from './judge.ts'
import { refuseMoved } from './problem.ts'
import { readOptions } from './read-now.ts'
import { looks } from './twins.ts'

/** Items that were made of one key since the look before: those that are ours, or as good, and those that are not. */
interface Double {
  readonly aspect: AnyAspect
  readonly key: string
  readonly ours: readonly unknown[]
  readonly theirs: readonly unknown[]
  /** Whether the oldest of them is one of ours. */
  readonly isOlder: boolean
}

/**
 * Looks again at the lists of what was just made where Render keeps several of one key: the oldest one stays, so that two
 * applies that both look keep the same. Throws `ProblemsError` (`changed-meanwhile`) when that is not ours, or when both stay.
 */
export const giveWayToItems = async (
  change: Update,
  live: LiveRecord,
  items: readonly ItemChange[],
  run: Run,
): Promise<void> => {
  const lists = Object.entries<AnyAspect>(change.kind.aspects).flatMap(([name, aspect]) => {
    const ofList = items.filter(isDeclaredItem).filter((item) => item.aspect === name)
    const made = ofList.filter((item) => wantedRows(aspect, item, run.resolve).length > 0)
    return aspect.idOf && made.length > 0 ? [{ name, aspect, made }] : []
  })
  if (lists.length === 0) return
  let left: readonly Double[] = []
  for (const after of looks) {
    if (after > 0) await run.clock.sleep(after, run.signal)
    const doubles = (await Promise.all(lists.map((list) => doublesOf(change, live, list, run)))).flat()
    for (const double of doubles) await removeYounger(live, double, run)
    refuseMoved(
      change,
      told(
        doubles.filter(({ isOlder }) => !isOlder),
        'ours is removed again',
      ),
    )
    left = doubles.filter(({ theirs }) => theirs.length > 0)
    if (left.length === 0) return
  }
  refuseMoved(change, told(left, 'both are there'))
}

const told = (doubles: readonly Double[], what: string): readonly string[] =>
  doubles.map(({ aspect, key }) => `${aspect.part} ${key} was made at the same moment, and ${what}`)

/** A list of which something was made. */
interface Made {
  readonly name: string
  readonly aspect: AnyAspect
  readonly made: readonly DeclaredItemChange[]
}

const doublesOf = async (
  change: Update,
  live: LiveRecord,
  { name, aspect, made }: Made,
  run: Run,
): Promise<readonly Double[]> => {
  const { list, idOf = () => '' } = aspect
  const listed = list ? await run.client.list<unknown>(list(live), readOptions(run)) : []
  const before = new Set([...(change.live.parts.get(name)?.values() ?? [])].map(idOf))
  const fresh = aspect
    .items(live, listed, run.known)
    .filter((item) => !before.has(idOf(item)))
    .sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1))
  return made.flatMap((item) => {
    const all = fresh.filter((one) => aspect.keyOf(one) === item.key)
    if (all.length < 2) return []
    const isOurs = (one: unknown) => isAsWanted(aspect, item, one, run.resolve)
    const [ours, theirs] = [all.filter(isOurs), all.filter((one) => !isOurs(one))]
    return [{ aspect, key: item.key, ours, theirs, isOlder: ours[0] === all[0] }]
  })
}

/** Of ours, all but the oldest of all. */
const removeYounger = async (live: LiveRecord, double: Double, run: Run): Promise<void> => {
  const { aspect, key, ours, isOlder } = double
  for (const item of isOlder ? ours.slice(1) : ours) {
    const edit = { changed: [], declared: [], removed: new Map([[key, item]]), live: new Map() }
    for (const request of aspect.write(live, edit, contextOf(run))) await run.send(request, writes(run))
  }
}
