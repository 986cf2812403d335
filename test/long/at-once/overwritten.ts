/** What one process wrote over what the other one had written, and whether it could have seen it. */
import type { Passed } from '../../support/go-between.ts'

interface Overwritten {
  readonly path: string
  /** `knowingly`: it planned with it. `in the window`: its look was answered before. `unseen`: it looked again, and wrote all the same. */
  readonly how: 'knowingly' | 'in the window' | 'unseen'
}

/** What is read to see what a write of this path changes: a list, or the record. */
const lookedAt = (path: string): string => {
  const [, collection = '', id = '', list = ''] = path.split('/')
  return collection === 'services' && list !== '' ? `/services/${id}/${list}` : `/${collection}/${id}`
}

/** Headers and routes get new ids with each write: their lists stand for them. */
const written = (path: string): string => (/\/(headers|routes)/.test(path) ? lookedAt(path) : path)

const writesOf = (passed: readonly Passed[]) =>
  passed.filter(
    ({ method, path }) => method !== 'GET' && !path.includes('/deploys') && path.split('/').length > 2,
  )

export const overwritten = (theirs: readonly Passed[], mine: readonly Passed[]): readonly Overwritten[] =>
  writesOf(mine).flatMap((write): readonly Overwritten[] => {
    const isSame = (other: Passed) => written(other.path) === written(write.path)
    const before = writesOf(theirs).find((their) => isSame(their) && their.done < write.at)
    const isFirst = !writesOf(mine).some((other) => isSame(other) && other.at < write.at)
    return before && isFirst ? [{ path: write.path, how: howSeen(before, write, mine) }] : []
  })

const howSeen = (theirs: Passed, write: Passed, mine: readonly Passed[]): Overwritten['how'] => {
  const path = lookedAt(write.path)
  const reads = mine.filter(({ method, at }) => method === 'GET' && at < write.at)
  const looks = reads.filter((read) => read.path === path)
  // Lists are read by the plan and by the look; of records, the plan reads the list of all.
  const [listed] = reads.filter((read) => read.path === path.slice(0, path.lastIndexOf('/')))
  const planned = looks.length > 1 ? looks[0] : listed
  const look = looks.at(-1)
  // Where the two overlap, nobody can tell which was first.
  if (planned && planned.done > theirs.at) return 'knowingly'
  return look && look.at < theirs.done ? 'in the window' : 'unseen'
}
